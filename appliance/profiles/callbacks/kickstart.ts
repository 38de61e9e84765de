import { shWord } from "../encoders.ts";
import { readKickstart } from "../kickstart-text.ts";

const TOOL = "/tmp/rackseed-report";

// Anaconda's own system: el6 has wget and Python 2, later ones curl and Python 3. A report that does not arrive never stops an
// installation. The tool lies where %post --nochroot finds it too.
const tool = (url: string): string => `cat >${TOOL} <<'RACKSEED'
url=${shWord(url)}/$1
for try in 1 2 3; do
  curl -fsS -m 20 -o /dev/null -G \${2:+--data-urlencode "reason=$2"} "$url" && exit
  for python in python3 /usr/libexec/platform-python python; do
    command -v "$python" >/dev/null 2>&1 && "$python" -c '
import sys
try:
    from urllib.request import urlopen
    from urllib.parse import quote
except ImportError:
    from urllib2 import urlopen, quote
urlopen(sys.argv[1] + (sys.argv[2] and "?reason=" + quote(sys.argv[2])), None, 20)' "$url" "\${2:-}" && exit
  done
  wget -q -T 20 -t 1 -O /dev/null "$url" && exit
  sleep 2
done
RACKSEED`;

const section = (header: string, ...lines: readonly string[]): string =>
  ["", header, "# Rackseed: how this run goes", ...lines, "%end", ""].join("\n");

const LOG = "tail -n 5 /tmp/anaconda.log | cut -c 1-600";
const FAILED = `sh ${TOOL} failed "The installer stopped with an error. $(${LOG})"`;

/**
 * Adds the reports that a kickstart makes of its run (row K6). "started" comes before any %pre of the person's own, "installing"
 * behind the last, just before disks are partitioned; "installed" behind the last %post.
 */
export function withKickstartReports(text: string, url: string, el: number): string {
  const lines = text.split("\n");
  const first = readKickstart(text).sections[0]?.line ?? lines.length + 1;
  const whole = (part: readonly string[]): string => {
    const joined = part.join("\n");
    return joined === "" || joined.endsWith("\n") ? joined : `${joined}\n`;
  };
  return [
    whole(lines.slice(0, first - 1)),
    section("%pre", tool(url), `sh ${TOOL} started`),
    whole(lines.slice(first - 1)),
    section("%pre", `sh ${TOOL} installing`),
    // Anaconda knows %onerror since el8; an unknown section would stop el7 at once.
    ...(el >= 8 ? [section("%onerror", FAILED)] : []),
    section("%traceback", FAILED),
    section("%post --nochroot", `sh ${TOOL} installed`),
  ].join("");
}
