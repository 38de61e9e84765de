#!/bin/bash
# Debian's installer as the network and the disk see it, from a preseed file that is read for real. Where the real one
# would show a dialog although it was told to be quiet, it names the question and ends with 3.
WHO=DI
. "${BASH_SOURCE%/*}/common.sh"
SYSROOT=${STANDIN_SYSROOT:-/target} # the name that late commands use
export STANDIN_WORK=$WORK
declare -A answers

ALIASES='url=preseed/url auto=auto-install/enable priority=debconf/priority hostname=netcfg/get_hostname domain=netcfg/get_domain
interface=netcfg/choose_interface locale=debian-installer/locale language=debian-installer/language country=debian-installer/country
suite=mirror/suite keymap=keyboard-configuration/xkb-keymap protocol=mirror/protocol'

read_cmdline() {
  local word name alias
  set -f
  for word in $(<"$CMDLINE"); do
    [[ $word == *=* ]] || continue
    name=${word%%=*}
    for alias in $ALIASES; do [[ $alias == "$name="* ]] && name=${alias#*=}; done
    [[ $name == */* ]] && answers[$name]=${word#*=}
  done
  set +f
}

answered() { [[ -v "answers[$1]" ]]; }
is_true() { [[ ${answers[$1]:-} == true ]]; }
need() { # QUESTION WHY: true or a value
  answered "$1" || ask "$1: $2"
}

TYPES=' string boolean select multiselect note password text title error '

# Comments, continued lines, owner question type value; the last answer counts.
read_preseed() { # FILE
  local owner question type value number=0
  while IFS= read -r line; do
    [[ $line =~ ^[[:space:]]*(#|$) ]] && continue
    read -r owner question type value <<<"$line"
    [[ $TYPES == *" $type "* ]] || ask "preseed: failed to process the preconfiguration file: $owner $question has type \"$type\""
    answers[$question]=$value
    number=$((number + 1))
  done < <(tr -d '\r' <"$1" | sed -e ':next' -e '/\\$/{N;s/\\\n[ \t]*/ /;b next' -e '}')
  say "preseed=$(sum_of "$1") answers=$number url=${answers[preseed/url]}"
}

fetch_preseed() {
  local url=${answers[preseed/url]}
  [[ $url =~ ^https?://[^/]+$ ]] && url=$url/d-i/bookworm/./preseed.cfg # what the real one makes of a bare host
  answers[preseed/url]=$url
  wget --quiet --tries=3 --timeout=30 --user-agent=debian-installer -O "$WORK/preseed.cfg" "$url" ||
    ask "preseed: failed to retrieve the preconfiguration file from $url"
  read_preseed "$WORK/preseed.cfg"
}

run_command() { # QUESTION
  local status question value
  [[ -n ${answers[$1]:-} ]] || return 0
  : >"$WORK/debconf"
  sh -c "${answers[$1]}" </dev/null >"$WORK/command.log" 2>&1
  status=$?
  sed "s|^|$1: |" "$WORK/command.log"
  say "$1 exit=$status"
  [[ $status -eq 0 ]] || ask "$1: failed to run preseeded command (status $status)"
  while read -r question value; do answers[$question]=$value; done <"$WORK/debconf"
}

# ---- what is asked at priority critical, too

localize() {
  local locale=${answers[debian-installer/locale]:-}
  [[ -n $locale ]] || { answered debian-installer/language && answered debian-installer/country; } ||
    ask "localechooser/languagelist: no locale"
  # rack experience: a locale without a country asks for a continent
  [[ -z $locale || $locale =~ ^[a-z]+_[A-Z]+ ]] || ask "localechooser/continentlist: $locale names no country"
}

get() { wget --quiet --tries=3 --timeout=30 "$@"; } # wget says who it is by itself

choose_mirror() {
  local host=${answers[mirror/http/hostname]:-deb.debian.org} folder=${answers[mirror/http/directory]:-/debian} found=''
  mirror=http://$host/${folder#/}
  mirror=${mirror%/}
  for suite in ${answers[mirror/suite]:-oldstable bookworm stable}; do
    get -O "$WORK/Release" "$mirror/dists/$suite/Release" && found=$suite && break
  done
  [[ -n $found ]] && grep -q '^Codename: ' "$WORK/Release" || ask "choose-mirror: bad archive mirror $mirror"
  is_true debian-installer/allow_unauthenticated || get -O "$WORK/Release.gpg" "$mirror/dists/$suite/Release.gpg" ||
    ask "anna: the Release file of $mirror is not signed"
  say "mirror=$mirror suite=$suite"
}

sum_in_release() { # NAME
  awk -v name="$1" '/^SHA256:/ { inside = 1; next } /^[^ ]/ { inside = 0 } inside && $3 == name { print $1; exit }' "$WORK/Release"
}

index() { # FILE: a Packages of this suite, checked
  get -O "$WORK/index.gz" "$mirror/dists/$suite/$1" || ask "bad archive mirror: no $1"
  [[ $(sum_of "$WORK/index.gz") == "$(sum_in_release "$1")" ]] || ask "bad archive mirror: $1 is not what Release says"
  gzip -dc "$WORK/index.gz" | awk '/^Filename:/ { file = $2 } /^SHA256:/ { sum = $2 } /^$/ { if (file) print sum, file; file = "" } END { if (file) print sum, file }'
}

fetch_all() { # LIST FOLDER
  local sum file urls=()
  mkdir -p "$2"
  while read -r sum file; do urls+=("$mirror/$file"); done <"$1"
  get --directory-prefix="$2" "${urls[@]}" || ask "base-installer: cannot fetch the packages from $mirror"
  while read -r sum file; do
    [[ $(sum_of "$2/${file##*/}") == "$sum" ]] || ask "base-installer: ${file##*/} is corrupt"
    syslog debootstrap "Retrieving ${file##*/}"
  done <"$1"
}

load_udebs() {
  index main/debian-installer/binary-amd64/Packages.gz >"$WORK/udebs"
  fetch_all "$WORK/udebs" "$WORK/udeb"
  syslog anna "$(wc -l <"$WORK/udebs") components loaded"
}

set_up_users() {
  if [[ ${answers[passwd/root-login]:-true} == true ]]; then
    answered passwd/root-password-crypted || { answered passwd/root-password && answered passwd/root-password-again; } ||
      ask "passwd/root-password: no password for root"
  fi
  if [[ ${answers[passwd/make-user]:-true} == true ]]; then
    need passwd/user-fullname "no name for the user"
    need passwd/username "no login name for the user"
    answered passwd/user-password-crypted || { answered passwd/user-password && answered passwd/user-password-again; } ||
      ask "passwd/user-password: no password for the user"
  elif [[ ${answers[passwd/root-login]:-true} != true ]]; then
    ask "passwd/root-password: neither root nor a user could log in"
  fi
}

partition() {
  run_command partman/early_command
  local all wanted=${answers[partman-auto/disk]:-}
  mapfile -t all < <(disks)
  [[ ${#all[@]} -gt 0 ]] || ask "partman: no disk"
  [[ -n $wanted || ${#all[@]} -eq 1 ]] || ask "partman-auto/disk: this machine has ${#all[@]} disks: ${all[*]}"
  disk=${all[0]}
  [[ -z $wanted ]] || disk=$(whole_disk "$wanted")
  [[ -n $disk ]] || ask "partman-auto/disk: $wanted does not exist; there is: ${all[*]}"
  need partman-auto/method "no way of partitioning was chosen"
  answered partman-auto/expert_recipe || need partman-auto/choose_recipe "no recipe was chosen"
  [[ ${answers[partman-auto/method]} != lvm ]] || is_true partman-lvm/confirm || ask "partman-lvm/confirm: not confirmed"
  is_true partman-partitioning/confirm_write_new_label || ask "partman-partitioning/confirm_write_new_label: not confirmed"
  [[ ${answers[partman/choose_partition]:-} == finish ]] || ask "partman/choose_partition: not finished"
  if is_blank "$disk"; then
    is_true partman/confirm_nooverwrite || is_true partman/confirm || ask "partman/confirm_nooverwrite: not confirmed"
  else
    is_true partman/confirm || ask "partman/confirm: not confirmed, and $disk is in use"
  fi
  if [[ ! -d $SYS/firmware/efi ]]; then need grub-installer/bootdev "no device for the boot loader"; fi
}

install_base() {
  get -O "$WORK/InRelease" "$mirror/dists/$suite/InRelease" || get -O "$WORK/Release" "$mirror/dists/$suite/Release" ||
    ask "debootstrap: failed getting the release file"
  index main/binary-amd64/Packages.gz >"$WORK/debs"
  fetch_all "$WORK/debs" "$WORK/deb"
  local pieces
  mapfile -t pieces < <(printf '%s\n' "$WORK"/deb/standin-system-*.deb | sort)
  say "packages=$(wc -l <"$WORK/debs") disk=$disk"
  write_disk "$disk" "${pieces[@]}"
  rm -rf "$WORK/deb"
}

configure() {
  name=${answers[netcfg/hostname]:-${answers[netcfg/get_hostname]:-debian}}
  set_hostname "$name"
  if [[ ${answers[passwd/root-login]:-true} == true ]]; then
    add_user root "${answers[passwd/root-password-crypted]:-(plain)}"
  fi
  if [[ ${answers[passwd/make-user]:-true} == true ]]; then
    add_user "${answers[passwd/username]}" "${answers[passwd/user-password-crypted]:-(plain)}"
    mkdir -p "$SYSROOT/home/${answers[passwd/username]}"
  fi
  echo "${answers[time/zone]:-Etc/UTC}" >"$SYSROOT/etc/timezone"
  remember "preseed=$(sum_of "$WORK/preseed.cfg")"
}

[[ ${VARIANT_ID:-} != cdrom ]] || ask "cdrom-detect: the installation medium couldn't be mounted: this is the initrd for CDs"
read_cmdline
SYSLOG=$(argument log_host)
[[ -z $SYSLOG ]] || SYSLOG=$SYSLOG:$(argument log_port)
[[ $SYSLOG != *: ]] || SYSLOG=${SYSLOG}514
answered preseed/url || ask "localechooser/languagelist: no preseed/url was given; mirror=${answers[mirror/http/hostname]:-none}${answers[mirror/http/directory]:-}"
is_true auto-install/enable || localize # without auto=true these come before the network
fetch_preseed
syslog main-menu "INFO: Menu item 'network-preseed' selected"
run_command preseed/early_command
localize
choose_mirror
load_udebs
set_up_users
syslog main-menu "INFO: Menu item 'partman-base' selected"
partition
syslog main-menu "INFO: Menu item 'bootstrap-base' selected"
install_base
open_root "$disk"
configure
syslog main-menu "INFO: Menu item 'finish-install' selected"
run_command preseed/late_command
close_root
say "installed disk=$disk hostname=$name preseed=$(sum_of "$WORK/preseed.cfg")"
is_true debian-installer/exit/poweroff && exit 5
answered finish-install/reboot_in_progress || ask "finish-install/reboot_in_progress: installation complete, press Continue"
exit 0
