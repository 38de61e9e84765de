import type { Shell } from "./serial.ts";

/** Claims the box as a browser on its page would, from inside; what comes back is HTTP's status. */
export function claim(shell: Shell, address: string, code: string): Promise<string> {
  const body = JSON.stringify({ code, name: "mei", password: "seven lamps in the harbour" });
  const script = `fetch("https://${address}/api/v1/claim", { method: "POST", body: ${JSON.stringify(body)}, headers: { "Content-Type": "application/json", Origin: "https://${address}", "Sec-Fetch-Site": "same-origin" } }).then((answer) => console.log(answer.status))`;
  return shell.run(`NODE_TLS_REJECT_UNAUTHORIZED=0 /opt/rackseed/node/bin/node --no-warnings -e '${script}'`, 240_000);
}
