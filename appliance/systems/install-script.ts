import type { Mac } from "../net/mac.ts";
import { shWord } from "../profiles/encoders.ts";

/** Everything one machine's install.sh has to know. */
export interface MachineScript {
  readonly mac: Mac;
  readonly disk: string;
  readonly version: string;
  /** What `coreos-install -b` gets: it asks for BASE/VERSION/coreos_production_image.bin.bz2 and its .sig. */
  readonly base: string;
  readonly configUrl: string;
  /** Flatcar only: the Ignition configuration of the installed system, in place of the cloud-config at `configUrl`. */
  readonly ignitionUrl?: string | undefined;
  /** Stages are reported to `REPORT/<stage>?reason=…`. */
  readonly reportUrl: string;
  readonly oem?: string | undefined;
}

/** started: the script runs. downloading: coreos-install was started. failed carries a reason; the machine then waits for a person. */
export const STAGES = ["started", "downloading", "installed", "failed"] as const;
export type Stage = (typeof STAGES)[number];

/**
 * The install.sh of one machine. Where the seed's took the first MAC that ifconfig printed and rebooted whatever had happened, this
 * one uses the network card that it was made for, says how it goes, and reboots only into an installed system.
 */
export function machineScript(machine: MachineScript): string {
  return `#!/bin/sh
${MACHINE_MARK} ${machine.mac}
set -u
MAC=${shWord(machine.mac)}
DISK=${shWord(machine.disk)}
VERSION=${shWord(machine.version)}
BASE=${shWord(machine.base)}
CONFIG_URL=${shWord(machine.ignitionUrl ?? machine.configUrl)}
REPORT_URL=${shWord(machine.reportUrl)}
OEM=${shWord(machine.oem ?? "")}
${COMMON}${machineSteps(machine.ignitionUrl === undefined ? CLOUD_CONFIG : IGNITION)}`;
}

/**
 * The install.sh for an asker that the appliance cannot tell: a second network card, an address from elsewhere. It holds no secret;
 * it finds out by which card the machine booted and asks again in that card's name.
 */
export function bootstrapScript(appliance: { readonly base: string }): string {
  return `#!/bin/sh
# Rackseed: finds out which machine this is
set -u
BASE=${shWord(appliance.base)}
${COMMON}${BOOTSTRAP}`;
}

// coreos-cloudinit runs a script as /bin/bash FILE in /, with systemd's PATH, once in every boot of the system in memory, and waits
// for nothing. Everything below is POSIX sh and needs coreutils, sed, ip, lsblk and curl or wget (GNU's or busybox's).

const MACHINE_MARK = "# Rackseed: installs";

const COMMON = `
ADDRESS=''
PATH="\${PATH:-/usr/bin}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/opt/bin"
export PATH LC_ALL=C
WORK=$(mktemp -d) || exit 1

# To the journal, and to every console the kernel writes to: a screen, a serial line or both.
say() {
  printf 'rackseed: %s\\n' "$*"
  for console in $(cat /sys/class/tty/console/active 2>/dev/null); do
    if [ -w "/dev/$console" ]; then printf '\\r\\nrackseed: %s\\r\\n' "$*" >>"/dev/$console" 2>/dev/null; fi
  done
}

ipv4_of() { ip -4 -o addr show dev "$1" scope global 2>/dev/null | sed -n '1s/.* inet \\([0-9.]*\\).*/\\1/p'; }

# Every network card with an address of its own or of the bond it belongs to: "MAC ADDRESS" a line.
cards() {
  for card in /sys/class/net/*; do
    [ -r "$card/address" ] || continue
    address=$(ipv4_of "\${card##*/}")
    if [ -z "$address" ] && [ -e "$card/master" ]; then
      master=$(readlink -f "$card/master")
      address=$(ipv4_of "\${master##*/}")
    fi
    [ -n "$address" ] || continue
    # The cards of a bond share one MAC; the one a card was made with is kept here.
    if [ -r "$card/bonding_slave/perm_hwaddr" ]; then echo "$(cat "$card/bonding_slave/perm_hwaddr") $address"; fi
    echo "$(cat "$card/address") $address"
  done
}

# request METHOD URL FILE: from ADDRESS where the tool can, so that the appliance sees the card that it knows.
request() {
  if command -v curl >/dev/null 2>&1; then
    curl -fsS -X "$1" --connect-timeout 10 --max-time 60 \${ADDRESS:+--interface "$ADDRESS"} -o "$3" "$2"
  elif wget --help 2>&1 | grep -q -e --bind-address; then
    wget -q --tries=1 --timeout=20 --method="$1" \${ADDRESS:+--bind-address="$ADDRESS"} -O "$3" "$2"
  else
    wget -q -T 20 -O "$3" "$2" # busybox: always GET, which the appliance takes for a report too
  fi
}
`;

/** How the configuration of the installed system is called, and by which option coreos-install takes it. */
interface ConfigKind {
  readonly option: "-c" | "-i";
  readonly file: string;
  readonly title: string;
  /** What a failure names. An Ignition URL holds the run's token, which belongs in no log. */
  readonly from: string;
}
const CLOUD_CONFIG: ConfigKind = { option: "-c", file: "cloud-config", title: "cloud-config", from: "$CONFIG_URL" };
const IGNITION: ConfigKind = { option: "-i", file: "config.ign", title: "Ignition configuration", from: "$BASE" };

const machineSteps = (config: ConfigKind): string => `
# Text to one component of a URL, byte by byte.
encoded() {
  text=$(printf '%s' "$1" | tr -c '\\040-\\176' ' ' | cut -c 1-900)
  while [ -n "$text" ]; do
    rest=\${text#?}
    char=\${text%"$rest"}
    case $char in
      [A-Za-z0-9._~-]) printf '%s' "$char" ;;
      *) printf '%%%02X' "'$char" ;;
    esac
    text=$rest
  done
}

# report STAGE [REASON]: a few tries, for a network that is just coming up.
report() {
  tries=0
  until request POST "$REPORT_URL/$1\${2:+?reason=$(encoded "$2")}" /dev/null 2>"$WORK/report"; do
    tries=$((tries + 1))
    if [ "$tries" -ge 5 ]; then
      say "the appliance did not take the report \\"$1\\": $(cat "$WORK/report")"
      return 1
    fi
    sleep 3
  done
}

# Never a blind reboot: a machine that boots from the network first would come back here for ever.
fail() {
  say "INSTALLING FAILED: $1"
  say "Nothing more happens here by itself. The log is $WORK/log; log in, or arm this machine again and restart it."
  until report failed "$1"; do sleep 30; done
  exit 1
}

tries=0
while [ -z "$ADDRESS" ] && [ "$tries" -lt 60 ]; do
  ADDRESS=$(cards | sed -n "s/^$MAC //p" | sed -n 1p)
  [ -n "$ADDRESS" ] || sleep 2
  tries=$((tries + 1))
done
[ -n "$ADDRESS" ] || say "no network card with the MAC $MAC has an address; going on by any card"

report started

# The disk, which a slow controller may show late.
tries=0
type=''
while [ -z "$type" ] && [ "$tries" -lt 10 ]; do
  type=$(lsblk -dnro TYPE "$DISK" 2>/dev/null)
  [ -n "$type" ] || sleep 2
  tries=$((tries + 1))
done
case $type in
  disk | mpath) ;;
  '') fail "There is no disk $DISK here. Disks: $(lsblk -dnro NAME,SIZE,TYPE 2>/dev/null | tr '\\n' ';')" ;;
  loop | lvm) fail "$DISK is of type $type: its partition table cannot be read again after writing, so the installer would fail. Name a whole disk." ;;
  *) fail "$DISK is of type $type, not a whole disk. Name a whole disk, e.g. /dev/sda." ;;
esac

tries=0
until request GET "$CONFIG_URL" "$WORK/${config.file}" 2>"$WORK/log"; do
  tries=$((tries + 1))
  if [ "$tries" -ge 30 ]; then fail "The ${config.title} cannot be fetched from ${config.from}: $(tail -c 300 "$WORK/log")"; fi
  sleep 5
done

installer=coreos-install
command -v coreos-install >/dev/null 2>&1 || installer=flatcar-install
report downloading
say "$installer writes $VERSION to $DISK"
{
  "$installer" -d "$DISK" ${config.option} "$WORK/${config.file}" -b "$BASE" -V "$VERSION" \${OEM:+-o "$OEM"}
  echo $? >"$WORK/status"
} 2>&1 | tee "$WORK/log"
status=$(cat "$WORK/status")
if [ "$status" != 0 ]; then fail "$installer ended with status $status: $(tail -n 8 "$WORK/log" | tail -c 600)"; fi

sync
report installed || say "the system is installed all the same"
say "installed; restarting into $DISK"
reboot || systemctl reboot || fail "The system is installed, but this machine does not restart by itself: restart it by hand."
`;

const BOOTSTRAP = `
# pxelinux with "ipappend 2" (sysappend) leaves the card it booted by on the command line: BOOTIF=01-52-54-00-77-00-01
booted=$(sed -n 's/.*BOOTIF=\\(01-\\)\\{0,1\\}\\([0-9A-Fa-f:-]*\\).*/\\2/p' /proc/cmdline | tr 'A-F-' 'a-f:')

# ask MAC ADDRESS: runs the install.sh of that MAC, if the appliance has one for it.
ask() {
  ADDRESS=$2
  request GET "$BASE/cloud-configs/install.sh?mac=$1" "$WORK/install.sh" 2>"$WORK/log" || return 1
  grep -q '^${MACHINE_MARK} ' "$WORK/install.sh" || return 1
  say "this machine is $1"
  exec /bin/bash "$WORK/install.sh"
}

tries=0
while [ "$tries" -lt 60 ]; do
  cards >"$WORK/cards"
  if [ -n "$booted" ]; then
    while read -r mac address; do
      if [ "$mac" = "$booted" ]; then ask "$mac" "$address"; fi
    done <"$WORK/cards"
  fi
  # The card's name may be unknown, or it may have got no address in this system: then each card in turn.
  if [ -z "$booted" ] || [ "$tries" -ge 5 ]; then
    while read -r mac address; do ask "$mac" "$address"; done <"$WORK/cards"
  fi
  tries=$((tries + 1))
  sleep 5
done
say "the appliance at $BASE has nothing to install on this machine (asked for: $(tr '\\n' ';' <"$WORK/cards")): $(cat "$WORK/log" 2>/dev/null)"
exit 1
`;
