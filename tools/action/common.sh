# What the scripts of the action share: to be sourced.

# The commit that this run is compared with, if it is there: the base of the pull request, or what was there before the
# push. Nothing for other events, and for the first push of a branch, of which git says zeros.
base_commit() {
  local base=${BASE:-}
  if [[ $base =~ ^0*$ ]]; then
    return
  fi
  # A checkout usually has one commit only.
  if ! git cat-file -e "$base^{commit}" 2> /dev/null && ! git fetch --quiet --no-tags --depth=1 origin "$base"; then
    echo "::warning::imenoslov: the commit $base cannot be fetched, so there is nothing to compare with" >&2
    return
  fi
  echo "$base"
}

# The lines of a text that are not empty, into the array `lines`.
read_lines() {
  lines=()
  local line
  while IFS= read -r line; do
    line="${line#"${line%%[![:space:]]*}"}"
    line="${line%"${line##*[![:space:]]}"}"
    if [[ -n $line ]]; then
      lines+=("$line")
    fi
  done <<< "$1"
}
