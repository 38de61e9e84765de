#!/bin/bash
# Fedora CoreOS' live system as the network and the disk see it: the root file system by URL, then coreos-installer.
WHO=COREOS
. "${BASH_SOURCE%/*}/common.sh"

fetch() { # URL FILE: the live system's own retries; a 404 is final
  curl --silent --show-error --location --fail --retry 5 --retry-delay 1 --output "$2" "$1"
}

# rootfs.img is an archive that belongs to exactly one initramfs.
load_rootfs() {
  local url
  url=$(argument coreos.live.rootfs_url)
  [[ -n $url ]] || fail "no coreos.live.rootfs_url and no rootfs in the initrd"
  [[ $url =~ ^(https?|tftp):// ]] || fail "coreos.live.rootfs_url has to be http, https or tftp: $url"
  fetch "$url" "$WORK/rootfs.img" || fail "couldn't fetch, verify, and unpack image specified by coreos.live.rootfs_url=$url"
  say "rootfs=$(sum_of "$WORK/rootfs.img") url=$url"
  (cd "$WORK" && cpio -i --quiet <rootfs.img) || fail "rootfs.img is not an archive"
  [[ $(<"$WORK/etc/coreos-live-rootfs") == "$VERSION_ID" ]] || fail "rootfs.img is of another release than this initramfs ($VERSION_ID)"
  rm "$WORK/rootfs.img"
}

check_ignition() { # FILE WHAT
  local version complaint
  jq -e . "$1" >/dev/null 2>&1 || fail "$2 is not JSON"
  version=$(jq -r '.ignition.version // ""' "$1")
  [[ $version == 3.* ]] || fail "$2 has version \"$version\"; 3.x is needed"
  # Debian's validator is older than the specification: what came after 3.3 is held against that.
  jq '.ignition.version |= (if . > "3.3.0" then "3.3.0" else . end)' "$1" >"$WORK/validate.ign"
  complaint=$(ignition-validate "$WORK/validate.ign" 2>&1) || fail "$2 is not valid: $complaint"
}

live_config() {
  has ignition.firstboot && has ignition.platform.id || fail "ignition.firstboot and ignition.platform.id are needed"
  local url
  url=$(argument ignition.config.url)
  [[ -n $url ]] || return 0
  fetch "$url" "$WORK/live.ign" || fail "cannot fetch $url"
  check_ignition "$WORK/live.ign" "the live system's config"
  say "live config=$(sum_of "$WORK/live.ign")"
}

SYSLOG=''
load_rootfs
live_config
device=$(argument coreos.inst.install_dev)
if [[ -z $device ]]; then
  say "live: in memory, nothing is installed"
  exit 3
fi
disk=$(whole_disk "$device")
[[ -n $disk ]] || fail "install device $device does not exist; there is: $(disks | tr '\n' ' ')"
url=$(argument coreos.inst.ignition_url)
if [[ -n $url ]]; then
  fetch "$url" "$WORK/config.ign" || fail "cannot fetch the Ignition config from $url"
  check_ignition "$WORK/config.ign" "the Ignition config"
  say "config=$(sum_of "$WORK/config.ign") url=$url"
fi
# The image comes out of the live system: nothing more is fetched.
write_disk "$disk" "$WORK/usr/share/standin/system.gz"
open_root "$disk"
remember "ignition=$([[ -z $url ]] && echo none || sum_of "$WORK/config.ign")"
if [[ -n $url ]]; then
  mkdir -p "$SYSROOT/boot/ignition"
  cp "$WORK/config.ign" "$SYSROOT/boot/ignition/config.ign" && chmod 600 "$SYSROOT/boot/ignition/config.ign" ||
    fail "the config does not fit on $disk"
fi
close_root
say "installed disk=$disk version=$VERSION_ID"
if has coreos.inst.skip_reboot; then exit 3; fi
exit 0
