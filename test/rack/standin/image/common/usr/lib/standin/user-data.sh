# User data as coreos-cloudinit treats it: a script, or a cloud-config, of which the stand-in applies hostname,
# ssh_authorized_keys, write_files (path, content, permissions) and units that are started. Sourced after start.sh;
# WHERE is LIVE or DISK and heads every line that is printed.

kind_of() { # FILE
  case $(head -n 1 "$1" | tr -d '\r') in
    '#!'*) echo script ;;
    '#cloud-config' | '#cloud-config '*) echo cloud-config ;;
    '{'*) echo ignition ;; # another program's business
    '') [ -s "$1" ] && echo unknown || echo empty ;;
    *) echo unknown ;;
  esac
}

# In the text, before it is parsed, and in scripts too; a backslash before the dollar protects it.
substitute_addresses() { # FILE
  mark=$(printf '\001')
  for name in private_ipv4 public_ipv4; do
    sed -i -e "s/\\\\\\\$$name/$mark/g" -e "s/\\\$$name/$(address)/g" -e "s/$mark/\$$name/g" "$1"
  done
}

# Always bash, whatever the first line says: that is how coreos-cloudinit starts it, as a unit that nobody waits for.
run_script() { # FILE
  (
    cd /
    setsid env -i PATH="$PATH" /bin/bash "$1" </dev/null 2>&1
    echo $? >/run/script.status
  ) | whole_lines | to_consoles && say "$WHERE script exit=$(cat /run/script.status)" &
}

apply_cloud_config() { # FILE
  tree=/run/cloud-config
  rm -rf "$tree"
  if ! complaint=$(awk -v out="$tree" -f /usr/lib/standin/cloud-config.awk "$1"); then
    say "$WHERE cloud-config not understood: $complaint"
    return 1
  fi
  for entry in "$tree"/* "$tree"/coreos/*; do
    [ -e "$entry" ] || continue
    case ${entry#"$tree"/} in
      hostname) set_hostname "$(cat "$entry")" ;;
      ssh_authorized_keys) authorize_keys "$entry" ;;
      write_files) for file in "$entry"/*; do write_file "$file"; done ;;
      coreos | coreos/units) ;;
      *) say "$WHERE cloud-config: the stand-in does nothing with ${entry#"$tree"/}" ;;
    esac
  done
}

set_hostname() { # NAME
  echo "$1" >/etc/hostname
  hostname "$1"
}

authorize_keys() { # FOLDER
  mkdir -p /home/core/.ssh
  for key in "$1"/*; do cat "$key"; echo; done >/home/core/.ssh/authorized_keys
}

write_file() { # FOLDER
  mkdir -p "$(dirname "$(cat "$1/path")")"
  cat "$1/content" >"$(cat "$1/path")"
  [ ! -e "$1/permissions" ] || chmod "$(cat "$1/permissions")" "$(cat "$1/path")"
}

ssh_keys() { grep -c . /home/core/.ssh/authorized_keys 2>/dev/null || echo 0; }

start_units() {
  mkdir -p /etc/systemd/system
  for unit in /run/cloud-config/coreos/units/*; do
    [ -e "$unit/name" ] || continue
    file=/etc/systemd/system/$(cat "$unit/name")
    [ ! -e "$unit/content" ] || cat "$unit/content" >"$file"
    case $(cat "$unit/command" 2>/dev/null) in
      start | restart | try-restart | reload-or-restart) [ ! -e "$file" ] || run_unit "$file" & ;;
    esac
  done
}

# A stand-in for a service manager: the commands in order, again while they fail if Restart= says so.
# Unlike systemd it lets a shell read them; %% and $$ come out right, other specifiers do not exist.
run_unit() { # FILE
  unit=${1##*/}
  sed -e ':next' -e '/\\$/{N;s/\\\n//;b next' -e '}' "$1" >"/run/$unit"
  grep '^ExecStartPre=' "/run/$unit" >"/run/$unit.commands"
  grep '^ExecStart=' "/run/$unit" >>"/run/$unit.commands"
  tries=1
  grep -qE '^Restart=(always|on-failure)' "/run/$unit" && tries=20
  while :; do
    run_commands "/run/$unit.commands" 2>&1 | whole_lines | to_consoles
    status=$(cat "/run/$unit.commands.status")
    tries=$((tries - 1))
    [ "$status" -eq 0 ] || [ "$tries" -le 0 ] || { sleep 2; continue; }
    break
  done
  say "$WHERE unit=$unit exit=$status"
}

run_commands() { # FILE; leaves the exit status in FILE.status
  echo 0 >"$1.status"
  while IFS= read -r command; do
    command=${command#*=}
    may_fail=no
    while :; do
      case $command in
        -*) may_fail=yes ;;
        [@:+!]*) ;;
        *) break ;;
      esac
      command=${command#?}
    done
    command=$(printf '%s\n' "$command" | sed -e 's/%%/%/g' -e 's/\$\$/$/g')
    env -i PATH="$PATH" /bin/sh -c "$command" </dev/null
    status=$?
    [ "$status" -eq 0 ] || [ "$may_fail" = yes ] || { echo "$status" >"$1.status"; return; }
  done <"$1"
}
