#!/bin/sh
# Everything that a submission must pass (npm test), cheapest first. Stops at the first part that fails.
set -eu
cd "$(dirname "$0")/.."
started=$(date +%s)
part() {
  printf '\n==== %s (after %d s)\n' "$1" "$(($(date +%s) - started))"
  shift
  "$@"
}
part "check: types, lint, layers, format" sh test/check.sh
part "ui: build" vite build ui --logLevel warn
part "unit and protocol" node --test 'test/unit/**/*.test.ts' 'test/protocol/**/*.test.ts'
part "integration: real clients in network namespaces" node --test --test-concurrency=2 'test/integration/**/*.test.ts'
part "browser: real Chromium" node --test --test-concurrency=1 'test/browser/**/*.test.ts'
part "rack: real firmware in QEMU" node --test --test-concurrency=1 'test/rack/**/*.test.ts'
printf '\nall parts passed after %d s\n' "$(($(date +%s) - started))"
