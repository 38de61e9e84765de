# The first boot of a system installed with an Ignition config: users' keys, files and units out of it, once.

apply_ignition() {
  config=/boot/ignition/config.ign
  [ -e "$config" ] && [ ! -e /etc/.ignition-result.json ] || return 0
  jq -c '.passwd.users[]? // empty' "$config" | while read -r user; do
    name=$(echo "$user" | jq -r .name)
    home=/home/$name
    [ "$name" != root ] || home=/root
    mkdir -p "$home/.ssh"
    echo "$user" | jq -r '.sshAuthorizedKeys[]?' >>"$home/.ssh/authorized_keys"
  done
  jq -c '.storage.files[]? // empty' "$config" | while read -r file; do
    path=$(echo "$file" | jq -r .path)
    mkdir -p "$(dirname "$path")"
    data_url "$(echo "$file" | jq -r '.contents.source // ""')" >"$path" || say "DISK ignition: cannot read the contents of $path"
    if [ "$(echo "$file" | jq -r '.contents.compression // ""')" = gzip ]; then zcat "$path" >/run/plain && cat /run/plain >"$path"; fi
    mode=$(echo "$file" | jq -r '.mode // 420')
    chmod "$(printf %o "$mode")" "$path"
  done
  jq -c '.systemd.units[]? // empty' "$config" | while read -r unit; do
    name=$(echo "$unit" | jq -r .name)
    [ "$(echo "$unit" | jq -r 'has("contents")')" = false ] || echo "$unit" | jq -r .contents >"/etc/systemd/system/$name"
    [ "$(echo "$unit" | jq -r '.enabled // false')" = false ] || [ ! -e "/etc/systemd/system/$name" ] || systemctl enable "$name"
  done
  sync # what was applied is on the disk before anything says so: a plug may be pulled from here on
  echo '{}' >/etc/.ignition-result.json
  sync
}

data_url() { # URL → its data
  case $1 in
    '') ;;
    data:*\;base64,*) echo "${1#*;base64,}" | base64 -d ;;
    data:*,*) printf '%b' "$(echo "${1#data:*,}" | sed 's/\\/\\\\/g; s/%\([0-9A-Fa-f][0-9A-Fa-f]\)/\\x\1/g')" ;;
    http*) curl --silent --fail --location --retry 5 "$1" ;;
    *) return 1 ;;
  esac
}
