# Reading a kickstart. Sourced by bash after common.sh.

KNOWN_COMMANDS=" auth authconfig authselect autopart autostep bootloader bootc btrfs cdrom clearpart cmdline device \
deviceprobe dmraid driverdisk eula fcoe firewall firstboot graphical group halt harddrive hmc ignoredisk install \
interactive iscsi iscsiname keyboard lang liveimg logging logvol mediacheck method module mount multipath network nfs \
nvdimm ostreecontainer ostreesetup part partition poweroff pwpolicy raid rdp realm reboot repo reqpart rescue rhsm \
rootpw selinux services shutdown skipx snapshot sshkey sshpw syspurpose text timesource timezone unsupported_hardware \
updates upgrade url user vnc volgroup xconfig zerombr zfcp "
REMOVED_SINCE_9=" install autostep device deviceprobe dmraid multipath upgrade "

take_apart() { # FILE
  rm -rf "$WORK/ks" && mkdir "$WORK/ks"
  local complaint
  complaint=$(awk -v out="$WORK/ks" -v major="$major" -f "${BASH_SOURCE%/*}/kickstart.awk" "$1") || fail "kickstart: $complaint"
}

# %include of what %pre wrote, or of a URL, is read when the commands are.
include_commands() {
  local line file
  while IFS= read -r line; do
    if [[ $line =~ ^%(include|ksappend)[[:space:]]+([^[:space:]]+) ]]; then
      file=${BASH_REMATCH[2]}
      if [[ $file == *://* ]]; then
        curl --silent --location --fail --show-error -o "$WORK/included" "$file" || fail "kickstart: cannot fetch $file"
        file=$WORK/included
      fi
      [[ -r $file ]] || fail "kickstart: unable to open input kickstart file: $file"
      cat "$file"
    else
      printf '%s\n' "$line"
    fi
  done <"$WORK/ks/commands" >"$WORK/ks/all" # no pipe: fail has to end more than a subshell
  sed -i -e '/^[[:space:]]*\(#\|$\)/d' "$WORK/ks/all"
}

check_commands() {
  local command
  while read -r command _; do
    [[ $KNOWN_COMMANDS == *" $command "* ]] || fail "kickstart: unknown command: $command"
    [[ $major -lt 9 || $REMOVED_SINCE_9 != *" $command "* ]] || fail "kickstart: $command has been removed"
  done <"$WORK/ks/all"
}

words() { xargs printf '%s\n' <<<"$1"; } # a line's words, quotation marks understood

ks_has() { # COMMAND…
  local command
  for command in "$@"; do grep -qE "^$command([[:space:]]|$)" "$WORK/ks/all" && return 0; done
  return 1
}

ks_lines() { grep -E "^$1([[:space:]]|$)" "$WORK/ks/all"; } # COMMAND

line_option() { # LINE OPTION: its value, as --option=value or --option value; the last one
  local word next=no value=''
  while IFS= read -r word; do
    if [[ $next == yes ]]; then
      value=$word next=no
    elif [[ $word == "$2="* ]]; then
      value=${word#*=}
    elif [[ $word == "$2" ]]; then
      next=yes
    fi
  done < <(words "$1")
  echo "$value"
}

ks_option() { # COMMAND OPTION: of the last line that has it
  local line value found=''
  while IFS= read -r line; do
    value=$(line_option "$line" "$2")
    [[ -z $value ]] || found=$value
  done < <(ks_lines "$1")
  echo "$found"
}

ks_flag() { ks_lines "$1" | grep -qE -- "[[:space:]]$2([[:space:]=]|$)"; } # COMMAND OPTION

# The word that belongs to no option: `lang en_US.UTF-8`, `rootpw --iscrypted HASH`.
ks_value() { # COMMAND
  words "$(ks_lines "$1" | tail -n 1)" | sed -e 1d -e '/^--/d' | tail -n 1
}

section_files() { # NAME
  local file
  for file in "$WORK/ks"/[0-9][0-9][0-9]."$1"; do [[ -e $file ]] && echo "$file"; done
}

run_section() { # FILE: in the installer, or in the new system for %post without --nochroot
  local options name interpreter log status script prefix=()
  options=$(<"$1.options")
  name=%${1##*.}
  interpreter=$(line_option "x $options" --interpreter)
  log=$(line_option "x $options" --log)
  [[ -n $log ]] || log=$(line_option "x $options" --logfile)
  script=/tmp/ks-script-$(basename "$1")
  if [[ $name == %post && " $options " != *" --nochroot "* ]]; then
    prefix=(chroot "$SYSROOT")
    cp "$1" "$SYSROOT$script"
    [[ -z $log ]] || { mkdir -p "$SYSROOT$(dirname "$log")" && log=$SYSROOT$log; }
  else
    cp "$1" "$script"
    [[ -z $log ]] || mkdir -p "$(dirname "$log")"
  fi
  env -i PATH="$PATH" HOME=/root LC_ALL=C ${STANDIN_SYSROOT:+STANDIN_SYSROOT="$STANDIN_SYSROOT"} \
    "${prefix[@]}" "${interpreter:-/bin/sh}" "$script" </dev/null >"${log:-$WORK/section.log}" 2>&1
  status=$?
  sed "s/^/$name: /" "${log:-$WORK/section.log}"
  say "$name exit=$status"
  syslog anaconda "INFO:anaconda.ks:$name script exited with code $status"
  [[ $status -eq 0 || " $options " != *" --erroronfail "* ]] || failed "$name script failed with status $status"
}

run_sections() { # NAME
  local file
  while IFS= read -r file; do run_section "$file"; done < <(section_files "$1")
}

failed() { # TEXT…: %onerror gets its chance, once
  local text=$*
  if [[ ${onerror_ran:-no} == no && -d $WORK/ks ]]; then
    onerror_ran=yes
    run_sections onerror
  fi
  fail "$text"
}
