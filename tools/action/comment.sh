#!/usr/bin/env bash
# Says what the pull request changes in the glossaries: in the summary of the run, and in one comment that is kept up to
# date.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

MARK='<!-- imenoslov: glossary -->'
# A comment may have 65,536 characters, of which some are for the mark and the last line.
LIMIT=65000

base=$(base_commit)
if [[ -z $base ]]; then
  exit 0
fi
diff=$RUNNER_TEMP/imenoslov-diff.md
: > "$diff"
is_different=false
read_lines "${GLOSSARY:-glossary.toml}"
for file in "${lines[@]}"; do
  status=0
  changes=$("$PROGRAM" diff --git "$base" --format markdown -- "$file") || status=$?
  if ((status > 1)); then
    echo "::warning::imenoslov: the changes of $file cannot be shown; see the log"
  elif ((status == 1)); then
    is_different=true
    if ((${#lines[@]} > 1)); then
      printf '## `%s`\n\n' "$file" >> "$diff"
    fi
    printf '%s\n\n' "$changes" >> "$diff"
  fi
done

if [[ $is_different == true ]]; then
  cat "$diff" >> "$GITHUB_STEP_SUMMARY"
else
  echo 'The glossary is as it was.' > "$diff"
fi

if [[ -z ${NUMBER:-} || ${COMMENT:-true} != true ]]; then
  exit 0
fi
body=$RUNNER_TEMP/imenoslov-comment.md
shorten() {
  local LC_ALL=C.UTF-8 size=0 line
  while IFS= read -r line; do
    size=$((size + ${#line} + 1))
    if ((size > LIMIT)); then
      printf '\n</details>\n\n… the rest is in the summary of the run.\n'
      return
    fi
    printf '%s\n' "$line"
  done
}
{ echo "$MARK"; shorten < "$diff"; } > "$body"

warn() {
  echo "::warning::imenoslov: the comment could not be written; the job needs pull-requests: write"
  exit 0
}
comments=repos/$GITHUB_REPOSITORY/issues/$NUMBER/comments
known=$(gh api --paginate "$comments" --jq ".[] | select(.body | startswith(\"$MARK\")) | .id") || warn
known=${known%%$'\n'*}
if [[ -n $known ]]; then
  gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$known" --field "body=@$body" > /dev/null || warn
elif [[ $is_different == true ]]; then
  gh api --method POST "$comments" --field "body=@$body" > /dev/null || warn
fi
