#!/usr/bin/env bash
# Builds the program that belongs to this version of the action; IMENOSLOV names one that is there already.
set -euo pipefail
if [[ -z ${IMENOSLOV:-} ]]; then
  cargo install --locked --quiet --path "$ACTION_PATH" --root "$RUNNER_TEMP/imenoslov"
  IMENOSLOV=$RUNNER_TEMP/imenoslov/bin/imenoslov
fi
"$IMENOSLOV" --version
echo "program=$IMENOSLOV" >> "$GITHUB_OUTPUT"
