# The few conditions that units of answer files carry. Sourced by busybox sh.

unit_condition_holds() { # FILE
  while IFS= read -r line; do
    path=${line#*=}
    case $path in
      '!'*) [ ! -e "${path#!}" ] || return 1 ;;
      *) [ -e "$path" ] || return 1 ;;
    esac
  done <<LINES
$(grep '^ConditionPathExists=..*' "$1" || echo ConditionPathExists=/)
LINES
}
