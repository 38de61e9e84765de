# What both systems do first. Sourced by busybox sh; no side effects until a function is called.

PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/opt/bin
export PATH

mount_kernel_file_systems() {
  mount -t devtmpfs dev /dev 2>/dev/null
  mount -t proc proc /proc
  mount -t sysfs sys /sys
  mkdir -p /dev/pts
  mount -t devpts pts /dev/pts
  ln -sf /proc/self/fd /dev/fd # bash's <( ) needs it
  mount -t tmpfs run /run
  mount -t tmpfs tmp /tmp
  echo 3 >/proc/sys/kernel/printk # or the kernel writes into the middle of our lines
  echo | to_consoles # firmware and loaders leave the cursor anywhere
}

# Everything printed goes to the console that the kernel was told, and to the first serial port in any case:
# the seed's kernel arguments name no console, and the serial port is where tests and people look.
to_consoles() {
  case $(cat /sys/class/tty/console/active) in
    *ttyS0) cat >/dev/console ;;
    *) if stty -F /dev/ttyS0 115200 >/dev/null 2>&1; then tee /dev/ttyS0 >/dev/console; else cat >/dev/console; fi ;;
  esac
}

# For the output of others, which may end without a line break and would run into our next line.
whole_lines() { awk '{ print; fflush() }'; }

say() { echo "STANDIN $*" | to_consoles; }

load_modules() { # LIST
  sed -e 's/#.*//' -e 's/?//' "$1" | while read -r module; do
    [ -z "$module" ] || modprobe "$module" 2>/dev/null
  done
}

# All cards at once, as CoreOS's networkd does; each client goes on trying and renewing for ever.
start_network() {
  mkdir -p /run/dhcp
  ip link set lo up
  for nic in /sys/class/net/*/device; do
    nic=${nic%/device}
    nic=${nic##*/}
    ip link set "$nic" up
    udhcpc -f -i "$nic" -t 5 -T 2 -A 2 -s /usr/share/udhcpc/default.script >"/run/dhcp/$nic.log" 2>&1 &
  done
}

wait_for_address() { # SECONDS: until one card has an address
  tenths=$(($1 * 10))
  while [ "$tenths" -gt 0 ]; do
    [ -e /run/dhcp/address ] && return 0
    sleep 0.1
    tenths=$((tenths - 1))
  done
  return 1
}

address() { cat /run/dhcp/address 2>/dev/null || echo none; }

# A shell on each console for whoever presses Enter there; until then nothing of it stands between our lines.
# Also what keeps the first process alive.
idle_with_shells() {
  shell=$(command -v bash || echo sh)
  for tty in $(cat /sys/class/tty/console/active) ttyS0; do
    [ -e "/run/shell.$tty" ] && continue
    : >"/run/shell.$tty"
    stty -F "/dev/$tty" >/dev/null 2>&1 || continue
    (cd /root; while read -r _ <"/dev/$tty"; do setsid -c "$shell" <"/dev/$tty" >"/dev/$tty" 2>&1; done) &
  done
  while :; do wait; sleep 1; done
}
