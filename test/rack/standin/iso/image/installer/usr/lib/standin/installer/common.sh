# What the installers share. Sourced by bash. They print plain lines and end with 0 (reboot), 3 (a question is on the
# screen), 4 (an error is on the screen) or 5 (power off); init does the rest. The STANDIN_… variables let tests run
# them on a machine whose disk is a file.
set -o nounset -o pipefail

CMDLINE=${STANDIN_CMDLINE:-/proc/cmdline}
SYSROOT=${STANDIN_SYSROOT:-/mnt/sysroot}
WORK=${STANDIN_WORK:-/run/installer}
SYS=${STANDIN_SYS:-/sys}
DEV=${STANDIN_DEV:-/dev}
# shellcheck source=/dev/null
. "${STANDIN_OS_RELEASE:-/etc/os-release}"
mkdir -p "$WORK"

exec 3>&1 # what is said is not lost in a function whose output goes elsewhere
say() { echo "STANDIN $WHO $*" >&3; }

ask() { # QUESTION: WHY
  say "would ask: $*"
  exit 3
}

fail() {
  say "error: $*"
  exit 4
}

has() { # NAME…: whether the command line has one of these words, with or without a value
  local word name
  for word in $(<"$CMDLINE"); do
    for name in "$@"; do [[ $word == "$name" || $word == "$name="* ]] && return 0; done
  done
  return 1
}

argument() { # NAME…: the value; the last one wins
  local word name value=''
  set -f
  for word in $(<"$CMDLINE"); do
    word=${word//\"/}
    for name in "$@"; do [[ $word == "$name="* ]] && value=${word#*=}; done
  done
  set +f
  echo "$value"
}

sum_of() { sha256sum <"$1" | cut -d ' ' -f 1; }

cards() { # the cards' names; the one with the lease first is the only one that counts here
  local card
  for card in "$SYS"/class/net/*/device; do [[ -e $card ]] && basename "${card%/device}"; done
}

mac_of() { cat "$SYS/class/net/$1/address"; }

# RFC 3164 as installers forward it; a lost datagram is nobody's concern.
syslog() { # PROGRAM TEXT…
  local target=${SYSLOG:-} host port
  [[ -n $target ]] || return 0
  host=${target%:*} port=${target##*:}
  [[ $target == *:* ]] || port=514
  printf '<30>%s %s %s[%s]: %s' "$(date '+%b %e %H:%M:%S')" "$(hostname)" "$1" "$$" "${*:2}" 2>/dev/null >"/dev/udp/$host/$port" || :
}

disks() { # whole disks, in the kernel's order
  local block
  for block in "$SYS"/block/*; do
    case ${block##*/} in sd* | vd* | nvme* | xvd*) echo "$DEV/${block##*/}" ;; esac
  done
}

whole_disk() { # NAME as answer files have it → path; nothing when there is none
  local name=${1#/dev/} found
  for found in "$DEV"/$name "$DEV"/disk/by-id/$name; do
    [[ -e $found ]] || continue
    found=$(readlink -f "$found")
    [[ $found == "$DEV"/* ]] && echo "$found" && return
  done
}

is_blank() { [[ -z $(dd if="$1" bs=1M count=1 status=none | tr -d '\000' | head -c 1) ]]; }

# The release's system comes in pieces of one packed disk image; together they are what an installer leaves behind.
write_disk() { # DISK PIECE…
  cat "${@:2}" | gzip -dc >"$1" || fail "writing to $1 failed: no space, or the pieces do not belong together"
  sync
  local try
  for try in 1 2 3 4; do
    blockdev --rereadpt "$1" && return
    sleep "$try"
  done
  fail "the kernel does not read the new partition table of $1"
}

open_root() { # DISK
  local part
  part=$(blkid --cache-file /dev/null --match-token LABEL=ROOT --output device "$1"?* | head -n 1)
  [[ -n $part ]] || fail "no file system labelled ROOT on $1"
  mkdir -p "$SYSROOT"
  mount "$part" "$SYSROOT" || fail "$part does not mount"
  mkdir -p "$SYSROOT"/{dev,proc,sys,run,tmp,root,etc,var/lib/standin,var/log,etc/sudoers.d,etc/systemd/system}
  local folder
  for folder in dev proc sys; do mount --bind "/$folder" "$SYSROOT/$folder" || fail "/$folder does not show in $SYSROOT"; done
  cat /etc/resolv.conf >"$SYSROOT/etc/resolv.conf"
  sed '/^INSTALLER=/d' "${STANDIN_OS_RELEASE:-/etc/os-release}" >"$SYSROOT/etc/os-release"
}

close_root() {
  local folder
  sync
  for folder in dev proc sys; do umount "$SYSROOT/$folder"; done
  umount "$SYSROOT" || fail "$SYSROOT does not unmount"
  sync
}

remember() { echo "$1" >>"$SYSROOT/var/lib/standin/install"; } # NAME=VALUE, shown by the installed system

set_hostname() { # the file that the installed system reads
  echo "$1" >"$SYSROOT/etc/hostname"
}

add_user() { # NAME HASH
  [[ $1 == root ]] || grep -q "^$1:" "$SYSROOT/etc/passwd" ||
    echo "$1:x:1000:1000::/home/$1:/bin/bash" >>"$SYSROOT/etc/passwd"
  echo "$1:${2:-*}:20000:0:99999:7:::" >>"$SYSROOT/etc/shadow"
  chmod 600 "$SYSROOT/etc/shadow"
}

authorize() { # USER KEY
  local home=/home/$1
  [[ $1 == root ]] && home=/root
  mkdir -p "$SYSROOT$home/.ssh"
  echo "$2" >>"$SYSROOT$home/.ssh/authorized_keys"
}
