# Network cards and disks before an installer starts. Sourced by busybox sh after start.sh.

card_classes() { # the vendor class that DHCP servers see
  case $INSTALLER in
    anaconda) echo "anaconda-Linux $(uname -r) $(uname -m)" ;;
    debian) echo d-i ;;
    *) echo dracut ;;
  esac
}

# BOOTIF=01-<mac> is the card that the machine booted from, and then the only one that is brought up.
start_cards() {
  mkdir -p /run/dhcp
  ip link set lo up
  bootif=$(sed -n 's/.*\bBOOTIF=01-\([0-9A-Fa-f-]*\).*/\1/p' /proc/cmdline | tr 'A-F-' 'a-f:')
  for nic in /sys/class/net/*/device; do
    nic=${nic%/device}
    nic=${nic##*/}
    [ -z "$bootif" ] || [ "$(cat "/sys/class/net/$nic/address")" = "$bootif" ] || continue
    ip link set "$nic" up
    udhcpc -f -i "$nic" -V "$(card_classes)" -t 5 -T 2 -A 2 -s /usr/share/udhcpc/default.script >"/run/dhcp/$nic.log" 2>&1 &
  done
}

# There is no udev: the names that answer files use are made here, as udev spells them.
link_disks() {
  tenths=50 # controllers need a moment
  until [ -e /sys/block/sda ] || [ -e /sys/block/vda ] || [ "$tenths" -eq 0 ]; do
    sleep 0.1
    tenths=$((tenths - 1))
  done
  mkdir -p /dev/disk/by-id
  for block in /sys/block/sd* /sys/block/vd*; do
    [ -e "$block" ] || continue
    name=
    if [ -s "$block/serial" ]; then
      name=virtio-$(cat "$block/serial")
    elif [ -e "$block/device/vpd_pg80" ]; then
      model=$(sed -e 's/ *$//' -e 's/ /_/g' "$block/device/model")
      name=ata-${model}_$(tail -c +5 "$block/device/vpd_pg80" | tr -cd 'A-Za-z0-9_.-')
    fi
    [ -z "$name" ] || ln -sf "../../${block##*/}" "/dev/disk/by-id/$name"
  done
}
