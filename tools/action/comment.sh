#!/usr/bin/env bash
# Says what the pull request changes in the glossaries: in the summary of the run, and in one comment that is kept up to
# date.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

MARK='<!-- imenoslov: glossary -->'
# A comment may have 65,536 characters.
LIMIT=60000

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
{
  echo "$MARK"
  # Whole lines, counted in bytes: more than there are characters.
  LC_ALL=C awk -v limit="$LIMIT" '
    (size += length($0) + 1) > limit { print "\n… the rest is in the summary of the run."; exit }
    { print }
  ' "$diff"
} > "$body"

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
