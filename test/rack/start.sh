#!/bin/sh
# npm start: the page, an appliance and a virtual rack. test/setup.sh has installed what is needed before.
set -eu
cd "$(dirname "$0")/../.."
if [ ! -f ui/dist/index.html ] || [ -n "$(find ui/src ui/index.html ui/vite.config.ts -newer ui/dist/index.html -print -quit)" ]; then
  echo 'Building the page …' >&2
  # A newcomer reads this only when it fails.
  output=$(vite build ui 2>&1) || { printf '%s\nThe page could not be built; the lines above say why.\n' "$output" >&2; exit 1; }
fi
exec node test/rack/start.ts
