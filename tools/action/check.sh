#!/usr/bin/env bash
# Checks the articles: annotations into the log, the SARIF file, and 0 or 1 as the output `status`.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

read_lines "${GLOSSARY:-glossary.toml}"
arguments=("--fail-on=${FAIL_ON:-warning}")
for file in "${lines[@]}"; do
  arguments+=("--glossary=$file")
done
changed=()
if [[ ${CHANGED_ONLY:-true} == true ]]; then
  base=$(base_commit)
  if [[ -n $base ]]; then
    changed=("--changed=$base")
  fi
fi
read_lines "${PATHS:-.}"

status=0
"$PROGRAM" check --format github ${changed[@]+"${changed[@]}"} "${arguments[@]}" -- "${lines[@]}" || status=$?
if ((status > 1)); then
  echo "::error::imenoslov: the articles could not be checked; see the log"
  exit "$status"
fi
echo "status=$status" >> "$GITHUB_OUTPUT"

# Code scanning closes what is not reported again, so it always gets everything.
if [[ ${SARIF:-true} == true ]]; then
  sarif=$RUNNER_TEMP/imenoslov.sarif
  "$PROGRAM" check --format sarif "${arguments[@]}" -- "${lines[@]}" > "$sarif" || (($? == 1))
  echo "sarif=$sarif" >> "$GITHUB_OUTPUT"
fi
