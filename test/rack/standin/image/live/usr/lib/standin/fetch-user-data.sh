# cloud-config-url= on the kernel command line, as coreos-cloudinit follows it. Sourced after start.sh.

user_data_url() { # the last one wins; both spellings count
  set -f
  for token in $(cat /proc/cmdline); do
    case $token in
      cloud-config-url=* | cloud_config_url=*) url=${token#*=} ;;
    esac
  done
  set +f
  echo "${url:-}"
}

# Fifteen tries with a growing pause, but only while the network or the server is to blame: a 4xx is an answer.
fetch() { # URL FILE
  pause=100
  for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
    get "$1" "$2" && return 0
    case $status in
      4??)
        say "LIVE user data refused: status=$status url=$1"
        return 1
        ;;
    esac
    say "LIVE user data not there yet: try=$try status=${status:-none} url=$1: $(tail -n 1 /run/fetch.log)"
    [ "$try" -eq 15 ] || sleep "$((pause / 1000)).$(printf %03d $((pause % 1000)))"
    pause=$((pause * 2))
    [ "$pause" -le 5000 ] || pause=5000
  done
  return 1
}

get() { # URL FILE; leaves the HTTP status, or nothing, in $status
  timeout 10 wget --no-verbose --server-response --tries=1 --timeout=10 --max-redirect=10 \
    --user-agent=Go-http-client/1.1 --header='Accept-Encoding: gzip' -O "$2" "$1" 2>/run/fetch.log
  result=$?
  status=$(sed -n 's|^ *HTTP/[0-9.]* \([0-9]*\).*|\1|p' /run/fetch.log | tail -n 1)
  [ "$result" -eq 0 ] || return 1
  if [ "$(head -c 2 "$2" | xxd -p)" = 1f8b ]; then
    zcat "$2" >"$2.plain" && mv "$2.plain" "$2"
  fi
}
