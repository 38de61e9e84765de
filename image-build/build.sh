#!/bin/sh
# npm run image: what the building machine needs, then the build. Options: npm run image -- --help
set -eu
cd "$(dirname "$0")/.."
packages=$(sed -e 's/#.*//' image-build/packages/host.txt | tr -s '\n ' ' ')
missing=''
for package in $packages; do
  state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$state" = installed ] || missing="$missing $package"
done
if [ "$(id -u)" -ne 0 ]; then
  echo "image: the root file system has files of many owners: run this as root" >&2
  exit 1
fi
if [ -n "$missing" ]; then
  echo "image: installing Debian packages:$missing" >&2
  export DEBIAN_FRONTEND=noninteractive
  apt-get -o DPkg::Lock::Timeout=300 update -qq
  # shellcheck disable=SC2086 # a list of names, on purpose
  apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends $missing >/dev/null
fi
# Nothing that is made here may depend on who makes it.
umask 022
exec sh test/setup.sh node --disable-warning=ExperimentalWarning image-build/main.ts "$@"
