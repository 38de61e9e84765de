# Root's two steps at the start of the card's system, in namespaces of their own: /run, /etc, /boot and the network are the
# test's, and so are networkctl and systemctl. Usage: unshare -mnu sh start.sh FOLDER PROGRAMS; FOLDER/card is the first
# partition, FOLDER/address (if there is one) what a DHCP server gave.
set -eu
folder=$1
programs=$2
mount -t tmpfs none /run
mkdir -p /run/upper /run/work /run/rackseed/state /run/fake
mount -t overlay none -o lowerdir=/etc,upperdir=/run/upper,workdir=/run/work /etc
mount -t tmpfs none /boot
cp -r "$folder/card" /boot/firmware
grep -q ^rackseed: /etc/group || echo 'rackseed:x:600:' >>/etc/group
grep -q ^rackseed: /etc/passwd || echo 'rackseed:x:600:600::/:/bin/false' >>/etc/passwd
printf '127.0.0.1 localhost\n127.0.1.1 rackseed\n' >/etc/hosts
printf '#!/bin/sh\necho systemctl "$@" >>/run/rackseed/calls\n' >/run/fake/systemctl
# What networkd would do with the file.
cat >/run/fake/networkctl <<'END'
#!/bin/sh
echo networkctl "$@" >>/run/rackseed/calls
ip address add 10.77.0.1/24 dev eth0
END
chmod 755 /run/fake/*
PATH=/run/fake:$PATH
ip link add eth0 type veth peer name peer0
ip link set eth0 up
ip link set peer0 up
# shellcheck disable=SC2046 # words, on purpose
[ ! -e "$folder/address" ] || ip address add $(cat "$folder/address") dev eth0
node "$programs/read.ts"
node "$programs/configure.ts"
hostname >/run/rackseed/hostname
cp -r /run/rackseed /run/systemd "$folder/"
