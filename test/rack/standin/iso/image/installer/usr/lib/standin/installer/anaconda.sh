#!/bin/bash
# Anaconda as the network and the disk see it: dracut's requests, then its own, from a kickstart that is read for real.
# Where the real one would stop and show a screen, it says what is missing and ends with 3.
WHO=ANACONDA
. "${BASH_SOURCE%/*}/common.sh"
. "${BASH_SOURCE%/*}/kickstart.sh"
major=${VERSION_ID%%.*}
agent="$NAME (anaconda)/$VERSION_ID"

# Bare names are el6's; el7 and el8 still take them, el9 does not.
option() { # NAME…: without the prefix
  local names=() name
  for name in "$@"; do
    [[ $major -ge 9 ]] || names+=("$name")
    [[ $major -lt 7 ]] || names+=("inst.$name")
  done
  argument "${names[@]}"
}
flag() { { [[ $major -lt 9 ]] && has "$1"; } || { [[ $major -ge 7 ]] && has "inst.$1"; }; } # NAME

# ---- dracut: everything before the installer itself is there

make_headers() {
  headers=(-H "X-Anaconda-Architecture: $(uname -m)" -H "X-Anaconda-System-Release: $NAME")
  local card number=0
  if flag ks.sendmac || { [[ $major -le 7 ]] && has kssendmac; }; then
    for card in $(cards); do
      headers+=(-H "X-RHN-Provisioning-MAC-$number: $card $(mac_of "$card")")
      number=$((number + 1))
    done
  fi
  if flag ks.sendsn || { [[ $major -le 7 ]] && has kssendsn; }; then
    headers+=(-H "X-System-Serial-Number: $(cat "$SYS/class/dmi/id/product_serial")")
  fi
}

dracut_get() { # URL FILE
  curl --globoff --location --retry 3 --retry-delay 1 --fail --silent --show-error "${headers[@]}" --output "$2" "$1"
}

fetch_kickstart() {
  local url
  url=$(option ks)
  if [[ -z $url ]]; then
    ! flag ks || fail "inst.ks has no value: the real one would now look for a kickstart by NFS"
    return 1
  fi
  [[ $url =~ ^(https?|ftp):// ]] || fail "kickstart: the stand-in fetches only by HTTP and FTP, not $url"
  dracut_get "$url" "$WORK/ks.cfg" || fail "cannot fetch the kickstart from $url"
  say "kickstart=$(sum_of "$WORK/ks.cfg") url=$url"
}

ini() { # FILE SECTION KEY
  awk -v section="[$2]" -v key="$3" '
    { sub(/\r$/, "") }
    /^\[/ { inside = $0 == section; next }
    inside { name = $0; sub(/[ \t]*=.*/, "", name); if (name == key) { sub(/^[^=]*=[ \t]*/, ""); print; exit } }' "$1"
}

fetch_stage2() {
  local base path found='' sum
  base=$(option stage2)
  [[ -n $base ]] || base=$repo
  treeinfo=$WORK/treeinfo
  : >"$treeinfo"
  if [[ $major -lt 7 ]]; then # el6's loader knows the names
    fetch_optional "$base" updates product
    path=images/install.img
    dracut_get "$base/$path" "$WORK/stage2" && found=$path
  else
    dracut_get "$base/.treeinfo" "$treeinfo" || : >"$treeinfo"
    path=$(ini "$treeinfo" stage2 mainimage)
    for path in "${path:-images/install.img}" LiveOS/squashfs.img; do
      dracut_get "$base/$path" "$WORK/stage2" && found=$path && break
    done
  fi
  [[ -n $found ]] || fail "no second stage below $base"
  sum=$(sum_of "$WORK/stage2")
  [[ $(head -n 1 "$WORK/stage2") == "STANDIN STAGE2 $major "* ]] || fail "$base/$found is not this release's second stage"
  path=$(ini "$treeinfo" checksums "$found")
  [[ -z $path || $path == "sha256:$sum" ]] || fail "$base/$found is not what .treeinfo says: $path, not sha256:$sum"
  say "stage2=$sum path=$found"
  [[ $major -lt 7 ]] || fetch_optional "$base" updates product
}

fetch_optional() { # BASE NAME…
  local name
  for name in "${@:2}"; do
    dracut_get "$1/images/$name.img" "$WORK/$name.img" 2>/dev/null && say "$name.img was there"
  done
}

# ---- the installer

read_kickstart() {
  include_commands
  check_commands
}

need_answers() {
  ks_has lang || ask "language: no lang in the kickstart"
  ks_has keyboard || ask "keyboard: no keyboard in the kickstart"
  ks_has timezone || ask "time zone: no timezone in the kickstart"
  [[ -n $repo ]] || ask "installation source: neither inst.repo nor url in the kickstart"
  [[ -n $(section_files packages) ]] || ask "software selection: no %packages section in the kickstart"
  choose_disk
  ks_has rootpw || ks_lines user | grep -qE -- '--groups?[= ]"?[^ ]*wheel' ||
    ask "root password: neither rootpw nor a user in group wheel in the kickstart"
}

choose_disk() {
  local wanted name found all
  mapfile -t all < <(disks)
  wanted=$(ks_option ignoredisk --only-use)
  [[ -n $wanted ]] || wanted=$(ks_option clearpart --drives)
  [[ -n $wanted ]] || wanted=$(ks_option part --ondisk)
  [[ -n $wanted ]] || wanted=$(ks_option part --ondrive)
  disk=''
  for name in ${wanted//,/ }; do
    found=$(whole_disk "$name")
    [[ -n $found ]] || ask "disk: \"$name\" of the kickstart does not exist; there is: ${all[*]} $(ls "$DEV/disk/by-id")"
    [[ -n $disk ]] || disk=$found
  done
  [[ -n $disk || ${#all[@]} -gt 0 ]] || ask "disk: this machine has none"
  disk=${disk:-${all[0]}}
  ks_has autopart part partition logvol || ask "disk: neither autopart nor part in the kickstart"
  if ! ks_has clearpart || ks_flag clearpart --none; then
    is_blank "$disk" || ask "disk: $disk is in use and the kickstart has no clearpart"
    ks_has zerombr || ask "disk: $disk is blank and the kickstart has no zerombr"
  fi
  if [[ -d $SYS/firmware/efi ]] && ! ks_has autopart reqpart && ! grep -q /boot/efi "$WORK/ks/all"; then
    ask "disk: this machine boots by UEFI and the kickstart has no /boot/efi"
  fi
}

anaconda_get() { # curl arguments
  curl --globoff --location --retry 3 --retry-delay 1 --fail --silent --show-error --user-agent "$agent" "$@"
}

# NAME=URL, the main ones first. A kickstart may name again what .treeinfo has.
repository_urls() { all_repository_urls | sed -e 's|/\.$||' -e 's|/$||' | awk -F= '!seen[$2]++'; }

all_repository_urls() {
  local section path
  if grep -q '^\[variant-[^]]*\]' "$treeinfo" && [[ $major -ge 8 ]]; then
    while IFS= read -r section; do
      path=$(ini "$treeinfo" "$section" repository)
      echo "${section#variant-}=$repo/${path:-.}"
    done < <(sed -n 's/^\[\(variant-[^]]*\)\]$/\1/p' "$treeinfo")
  else
    echo "main=$repo"
    while IFS= read -r section; do
      path=$(ini "$treeinfo" "$section" repository)
      [[ $path == addons/* ]] && echo "${path#addons/}=$repo/$path"
    done < <(sed -n 's/^\[\(addon-[^]]*\)\]$/\1/p' "$treeinfo")
  fi
  local line
  while IFS= read -r line; do
    echo "$(line_option "$line" --name)=$(line_option "$line" --baseurl)"
  done < <(ks_lines repo)
}

xml_data() { # REPOMD TYPE → href and sum
  tr '\n' ' ' <"$1" | sed 's/<data /\n&/g' | grep "type=\"$2\"" |
    sed -n 's/.*<checksum type="sha256">\([0-9a-f]*\)<.*<location href="\([^"]*\)".*/\2 \1/p'
}

read_repositories() {
  local entry name url href sum group
  repositories=0
  : >"$WORK/packages"
  while IFS= read -r entry; do
    name=${entry%%=*} url=${entry#*=}
    anaconda_get --output "$WORK/$name.repomd" "$url/repodata/repomd.xml" || failed "repository $name: no repomd.xml at $url"
    group=$(xml_data "$WORK/$name.repomd" group)
    [[ -z $group ]] || anaconda_get --output "$WORK/$name.comps" "$url/${group% *}" || failed "repository $name: no ${group% *}"
    read -r href sum < <(xml_data "$WORK/$name.repomd" primary) || failed "repository $name: repomd.xml names no primary"
    anaconda_get --output "$WORK/$name.primary.gz" "$url/$href" || failed "repository $name: no $href"
    [[ $(sum_of "$WORK/$name.primary.gz") == "$sum" ]] || failed "repository $name: $href is not what repomd.xml says"
    { gzip -dc "$WORK/$name.primary.gz" | tr '\n' ' ' && echo; } | sed 's/<package /\n&/g' |
      sed -n "s|.*<checksum type=\"sha256\" pkgid=\"YES\">\([0-9a-f]*\)<.*<location href=\"\([^\"]*\)\".*|\1 $url/\2|p" >>"$WORK/packages"
    repositories=$((repositories + 1))
    syslog anaconda "INFO:anaconda.modules.payloads.payload.dnf:Added repo: '$name' - ['$url']"
  done < <(repository_urls)
}

# repomd.xml once more before the packages: a repository that changed in between is noticed.
compare_repositories() {
  local entry name url
  while IFS= read -r entry; do
    name=${entry%%=*} url=${entry#*=}
    anaconda_get --output "$WORK/again" "$url/repodata/repomd.xml" || failed "repository $name: repomd.xml is gone"
    cmp -s "$WORK/again" "$WORK/$name.repomd" || failed "repository $name has changed since it was first read"
  done < <(repository_urls)
}

download_packages() {
  local sum url file arguments=() first=yes bytes=0
  mkdir -p "$WORK/rpms"
  while read -r sum url; do
    file=$WORK/rpms/${url##*/}
    if [[ $first == yes ]]; then # a connection that broke: the beginning, then the rest by a Range request
      anaconda_get --range 0-99999 --output "$file" "$url" || failed "cannot fetch $url"
      anaconda_get --continue-at - --output "$file" "$url" || failed "cannot go on fetching $url"
      first=no
    else
      arguments+=(--output "$file" "$url")
    fi
  done <"$WORK/packages"
  # One curl for all: one connection, kept alive.
  anaconda_get "${arguments[@]}" || failed "cannot fetch the packages"
  packages=0
  while read -r sum url; do
    file=$WORK/rpms/${url##*/}
    [[ $(sum_of "$file") == "$sum" ]] || failed "package ${url##*/} does not match its checksum"
    packages=$((packages + 1))
    bytes=$((bytes + $(stat -c %s "$file")))
    syslog anaconda "INFO:anaconda.payload.dnf:Installing package ${url##*/} ($packages/$(wc -l <"$WORK/packages"))"
  done <"$WORK/packages"
  say "packages=$packages bytes=$bytes repositories=$repositories disk=$disk"
}

configure() {
  local line name hash key wanted
  wanted=$(ks_option network --hostname)
  set_hostname "${wanted:-localhost}"
  if ks_has rootpw; then
    hash=$(ks_value rootpw)
    ! ks_flag rootpw --lock || hash='*'
    ks_flag rootpw --iscrypted || ks_flag rootpw --lock || hash='(plain)'
    add_user root "$hash"
  fi
  while IFS= read -r line; do
    name=$(line_option "$line" --name)
    hash=$(line_option "$line" --password)
    [[ $line == *--lock* ]] && hash='*'
    add_user "$name" "$hash"
  done < <(ks_lines user)
  while IFS= read -r line; do
    name=$(line_option "$line" --username)
    key=$(words "$line" | sed -e 1d -e '/^--/d')
    [[ $key != *$'\n'* ]] || failed "kickstart: sshkey takes one key, in quotation marks"
    authorize "${name:-root}" "$key"
  done < <(ks_lines sshkey)
  ks_value timezone >"$SYSROOT/etc/timezone"
  echo "LANG=$(ks_value lang)" >"$SYSROOT/etc/locale.conf"
  cp "$WORK/ks.cfg" "$SYSROOT/root/anaconda-ks.cfg"
  remember "ks=$(sum_of "$WORK/ks.cfg")"
}

make_headers
repo=$(option repo method)
[[ $major -lt 9 ]] || repo=${repo%/} # only el9 and later take the slash off
have_kickstart=no
if fetch_kickstart; then
  have_kickstart=yes
  take_apart "$WORK/ks.cfg"
  : >"$WORK/ks/all"
  [[ -n $repo ]] || repo=$(line_option "$(grep -E '^url[[:space:]]' "$WORK/ks/commands")" --url)
fi
[[ -n $repo || -n $(option stage2) ]] || ask "installation source: neither inst.repo nor a kickstart with url"
fetch_stage2
SYSLOG=$(option syslog)
syslog anaconda "INFO:anaconda.main:/sbin/anaconda $VERSION_ID"
[[ $have_kickstart == yes ]] || ask "language: no kickstart was given; source=$repo"

run_sections pre
read_kickstart
need_answers
# Where packages come from is the kickstart's word in the end.
url=$(ks_option url --url)
[[ -z $url ]] || repo=$url
[[ $major -lt 9 ]] || repo=${repo%/}
anaconda_get --output "$WORK/treeinfo.again" "$repo/.treeinfo" || anaconda_get --output "$WORK/treeinfo.again" "$repo/treeinfo" ||
  : >"$WORK/treeinfo.again"
treeinfo=$WORK/treeinfo.again
read_repositories
compare_repositories
run_sections pre-install
download_packages
syslog anaconda "INFO:program:Running... mkfs.ext4 $disk"
mapfile -t pieces < <(printf '%s\n' "$WORK"/rpms/standin-system-*.rpm | sort)
write_disk "$disk" "${pieces[@]}"
rm -rf "$WORK/rpms"
open_root "$disk"
configure
ln -sfn "$SYSROOT" "${STANDIN_SYSIMAGE:-/mnt/sysimage}"
run_sections post
close_root
syslog anaconda "INFO:anaconda:Thread Done: AnaInstallThread"
say "installed disk=$disk hostname=$(ks_option network --hostname) ks=$(sum_of "$WORK/ks.cfg") packages=$packages"
if ks_has reboot; then exit 0; fi
if ks_has poweroff shutdown halt; then exit 5; fi
ask "reboot: press Enter, for the kickstart has neither reboot nor poweroff"
