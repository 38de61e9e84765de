#!/bin/sh
# What can be said of the code without running it: types, lint, format, layers, shell scripts' syntax.
set -eu
cd "$(dirname "$0")/.."
step() { printf '\n== %s\n' "$*"; }
# The slowest one goes beside the others.
linted=$(mktemp)
eslint --max-warnings 0 . >"$linted" 2>&1 &
linting=$!
trap 'kill "$linting" 2>/dev/null || :; rm -f "$linted"' EXIT
step "types (tsc)"
tsc --noEmit -p .
[ ! -f ui/tsconfig.json ] || tsc --noEmit -p ui
step "layers and circles (dependency-cruiser)"
depcruise --config .dependency-cruiser.cjs appliance ui/src
step "format (prettier)"
prettier --check --log-level warn .
step "shell syntax"
git ls-files '*.sh' '.ci/run' | while read -r script; do
  # The first two lines of a script that needs bash say so.
  if head -2 "$script" | grep -q bash; then bash -n "$script" || exit 1; else sh -n "$script" || exit 1; fi
done
step "lint (eslint)"
failed=0
wait "$linting" || failed=$?
cat "$linted"
[ "$failed" -eq 0 ] || exit "$failed"
echo "check: all good"
