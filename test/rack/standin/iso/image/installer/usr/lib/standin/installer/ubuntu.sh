#!/bin/bash
# Ubuntu Server's live installer as the network and the disk see it: the whole ISO into memory, NoCloud, autoinstall.
WHO=UBUNTU
. "${BASH_SOURCE%/*}/common.sh"
SYSROOT=${STANDIN_SYSROOT:-/target} # the name that late commands use
YAML=${STANDIN_YAML:-/usr/lib/standin/cloud-config.awk}
agent=Cloud-Init/24.1.3

# casper, in the initramfs
load_iso() {
  local url
  url=$(argument url)
  [[ -n $url ]] || fail "Unable to find a medium containing a live file system: no url="
  wget --quiet --tries=3 --timeout=60 -O "$WORK/medium.iso" "$url" || fail "cannot fetch $url"
  mkdir -p "$WORK/medium"
  mount -o loop,ro "$WORK/medium.iso" "$WORK/medium" || fail "$url is not an ISO"
  grep -q '^Ubuntu-Server ' "$WORK/medium/.disk/info" || fail "$url is not an Ubuntu Server ISO"
  say "iso=$(sum_of "$WORK/medium.iso") url=$url"
}

nocloud_get() { # NAME
  curl --silent --location --fail --retry 5 --retry-delay 1 --user-agent "$agent" --output "$WORK/$1" "$seed$1"
}

cloud_init() {
  local source word
  # It reads url= as well, unless it is told of another: the ISO, once more (cloud-init#6836).
  if ! has cloud-config-url && [[ -n $(argument url) ]]; then
    say "cloud-init takes url= for its own and fetches it"
    curl --silent --location --fail --user-agent "$agent" --output /dev/null "$(argument url)"
  fi
  source=$(argument ds)
  seed=''
  for word in ${source//;/ }; do [[ $word == s=* || $word == seedfrom=* ]] && seed=${word#*=}; done
  [[ $source == nocloud* && -n $seed ]] || return 1
  # The names are appended to the address as it is: without a slash at its end they hit nothing.
  nocloud_get meta-data || fail "no meta-data at ${seed}meta-data"
  nocloud_get user-data || fail "no user-data at ${seed}user-data"
  nocloud_get vendor-data || : >"$WORK/vendor-data"
  [[ $(head -n 1 "$WORK/user-data") == "#cloud-config"* ]] || fail "user-data does not begin with #cloud-config"
  say "user-data=$(sum_of "$WORK/user-data") url=${seed}user-data"
}

# autoinstall.yaml is what stands below autoinstall:, or the whole file where that key is missing.
read_autoinstall() { # FILE
  local complaint
  tree=$WORK/yaml
  rm -rf "$tree"
  complaint=$(awk -v out="$tree" -f "$YAML" "$1") || fail "autoinstall is not understood: $complaint"
  [[ ! -d $tree/autoinstall ]] || tree=$tree/autoinstall
  [[ $(value version) == 1 ]] || fail "autoinstall: version 1 is needed"
}

value() { cat "$tree/$1" 2>/dev/null; } # PATH

event() { # NAME TYPE DESCRIPTION [RESULT]
  local hook
  for hook in "$tree"/reporting/*; do
    [[ -e $hook/type && $(<"$hook/type") == webhook ]] || continue
    jq -cn --arg name "$1" --arg type "$2" --arg description "$3" --arg result "${4:-}" --arg at "$(date +%s.000)" \
      '{name: $name, description: $description, event_type: $type, origin: "subiquity", timestamp: ($at | tonumber)}
        + (if $result == "" then {} else {result: $result} end)' |
      curl --silent --show-error --max-time 10 --header "Content-Type: application/json" --data-binary @- --output /dev/null "$(<"$hook/endpoint")"
  done
}

step() { # NAME DESCRIPTION COMMAND…
  event "subiquity/$1" start "$2"
  "${@:3}"
  event "subiquity/$1" finish "$2" SUCCESS
}

# A list of commands: a text for sh, or a list of words.
run_commands() { # KEY
  local entry words word status
  for entry in "$tree/$1"/[0-9][0-9][0-9]; do
    [[ -e $entry ]] || continue
    if [[ -d $entry ]]; then
      words=()
      for word in "$entry"/*; do words+=("$(<"$word")"); done
      "${words[@]}" </dev/null >"$WORK/command.log" 2>&1
    else
      sh -c "$(<"$entry")" </dev/null >"$WORK/command.log" 2>&1
    fi
    status=$?
    sed "s|^|$1: |" "$WORK/command.log"
    say "$1 ${entry##*/} exit=$status"
    [[ $status -eq 0 || $1 == error-commands ]] || broken "$1: command ${entry##*/} failed with status $status"
  done
}

broken() {
  event subiquity/Error finish "$*" FAIL
  run_commands error-commands
  fail "$*"
}

need_answers() {
  local section
  for section in "$tree"/interactive-sections/*; do [[ -e $section ]] && ask "$(<"$section"): it is among interactive-sections"; done
  [[ -n $(value identity/username) && -n $(value identity/password) && -n $(value identity/hostname) ]] || [[ -d $tree/user-data ]] ||
    ask "identity: neither identity nor user-data"
  has autoinstall || ask "autoinstall: Continue with autoinstall? (yes|no)"
}

choose_disk() {
  local path serial all
  mapfile -t all < <(disks)
  [[ ${#all[@]} -gt 0 ]] || broken "storage: no disk"
  path=$(value storage/layout/match/path)
  serial=$(value storage/layout/match/serial)
  disk=${all[0]} # without a match the largest; they are all alike here
  [[ -z $path ]] || disk=$(whole_disk "$path")
  [[ -z $serial ]] || disk=$(readlink -f "$DEV"/disk/by-id/*"$serial" | head -n 1)
  [[ -n $disk && -e $disk ]] || broken "storage: no disk matches path=$path serial=$serial; there is: ${all[*]}"
}

install_system() {
  write_disk "$disk" "$WORK/medium/casper/ubuntu-server-minimal.squashfs"
  open_root "$disk"
}

configure() {
  local user key group
  name=$(value identity/hostname)
  [[ -n $name ]] || name=$(value user-data/hostname)
  set_hostname "${name:-ubuntu-server}"
  user=$(value identity/username)
  [[ -z $user ]] || add_user "$user" "$(value identity/password)"
  for key in "$tree"/ssh/authorized-keys/*; do [[ -e $key ]] && authorize "${user:-ubuntu}" "$(<"$key")"; done
  for group in "$tree"/user-data/users/*; do
    [[ -e $group/name ]] || continue
    add_user "$(<"$group/name")" "$(cat "$group/passwd" 2>/dev/null)"
    for key in "$group"/ssh_authorized_keys/*; do [[ -e $key ]] && authorize "$(<"$group/name")" "$(<"$key")"; done
  done
  remember "autoinstall=$(sum_of "$WORK/user-data")"
}

SYSLOG=''
load_iso
cloud_init || ask "language: no ds=nocloud was given, the installer asks on the console"
autoinstall=${STANDIN_AUTOINSTALL:-/autoinstall.yaml}
cp "$WORK/user-data" "$autoinstall"
read_autoinstall "$autoinstall"
need_answers
event subiquity/Early start "executing early-commands"
run_commands early-commands
event subiquity/Early finish "executing early-commands" SUCCESS
read_autoinstall "$autoinstall" # early commands may have changed it
choose_disk
step Install/install "installing system to $disk" install_system
step Install/configure "configuring the new system" configure
step Late "executing late-commands" run_commands late-commands
close_root
umount "$WORK/medium"
say "installed disk=$disk hostname=${name:-ubuntu-server} autoinstall=$(sum_of "$WORK/user-data")"
[[ $(value shutdown) != poweroff ]] || exit 5
exit 0
