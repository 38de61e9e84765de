#!/bin/sh
# Everything that a submission must pass (npm test), cheapest first. Stops at the first part that fails.
set -eu
cd "$(dirname "$0")/.."
started=$(date +%s)
# part NAME SECONDS COMMAND…: far more seconds than it takes; a test that hangs is named then, and does not hold a landing up.
part() {
  printf '\n==== %s (after %d s)\n' "$1" "$(($(date +%s) - started))"
  most=$2
  shift 2
  timeout --foreground --kill-after=30 "$most" "$@"
}
part "check: types, lint, layers, format" 900 sh test/check.sh
part "ui: build" 300 vite build ui --logLevel warn
part "unit and protocol" 900 node --test --test-concurrency=2 'test/unit/**/*.test.ts' 'test/protocol/**/*.test.ts'
part "integration: real clients in network namespaces" 1800 node --test --test-concurrency=2 'test/integration/**/*.test.ts'
part "browser: real Chromium" 1800 node --test --test-concurrency=2 'test/browser/**/*.test.ts'
part "rack: real firmware in QEMU" 3000 node --test --test-concurrency=1 'test/rack/**/*.test.ts'
printf '\nall parts passed after %d s\n' "$(($(date +%s) - started))"
