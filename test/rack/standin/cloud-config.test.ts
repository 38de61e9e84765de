// The stand-in's reader of cloud-configs agrees with a whole YAML library on what cloud-configs are written in,
// and refuses what it cannot read.
import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { parse, stringify } from "yaml";
import { run } from "./tools.ts";
import { imageFolder } from "./tree.ts";

const AWK = imageFolder("common/usr/lib/standin/cloud-config.awk");

/** A folder is a mapping, or a sequence when its entries are 000, 001, …; a file is a scalar. */
async function readTree(folder: string): Promise<unknown> {
  const entries = await readdir(folder, { withFileTypes: true });
  const pairs = await Promise.all(
    entries.sort((a, b) => (a.name < b.name ? -1 : 1)).map(async (entry) => {
      const path = join(folder, entry.name);
      return [entry.name, entry.isDirectory() ? await readTree(path) : await readFile(path, "utf8")] as const;
    }),
  );
  if (pairs.length > 0 && pairs.every(([name]) => /^\d{3}$/.test(name))) return pairs.map(([, value]) => value);
  return Object.fromEntries(pairs);
}

async function readWithAwk(text: string): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), "standin-yaml-"));
  try {
    await run("sh", ["-c", `cat >"$2/in"; exec busybox awk -v out="$2/tree" -f "$1" "$2/in"`, "sh", AWK, folder], { input: text });
    return await readTree(join(folder, "tree"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const CONFIG = {
  hostname: "node-01",
  ssh_authorized_keys: [`ssh-ed25519 ${"AAAAC3Nza".repeat(8)} somebody with a long name@a-machine`, "ssh-rsa B # no comment"],
  coreos: {
    units: [
      { name: "report.service", command: "start", content: "[Service]\nType=oneshot\nExecStart=/usr/bin/curl -d 'a: \"b\"' http://10.0.2.2/\n" },
      { name: "plain.service", enable: "true" },
    ],
  },
  write_files: [{ path: "/etc/motd", permissions: "0644", content: "no line break at its end" }],
};

const SAME: Readonly<Record<string, string>> = {
  "as people write it": `#cloud-config

hostname: node-01   # a name
ssh_authorized_keys:
- ssh-rsa AAAA one@two
- "ssh-ed25519 BBBB \\"quoted\\""
coreos:
  units:
    - name: a.service
      command: start
      content: |
        [Unit]
        Description=A

        [Service]
        ExecStart=/bin/true
    -   name: 'b''s.service'
        content: >-
          one
          two

          three
write_files:
  - path: /etc/x
    content: |2
        indented
      not
    permissions: "0600"
`,
  "as a library writes it": `#cloud-config\n${stringify(CONFIG)}`,
  "as a library writes it, all quoted": `#cloud-config\n${stringify(CONFIG, { defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN" })}`,
  "with single quotes": `#cloud-config\n${stringify(CONFIG, { singleQuote: true, lineWidth: 0 })}`,
  "with a flow sequence": `#cloud-config\nhostname: "a"\nssh_authorized_keys: ["one, two", 'three', four five]\n`,
  "with Windows line ends": "#cloud-config\r\nhostname: node-01\r\nssh_authorized_keys:\r\n  - a\r\n",
};

for (const [how, text] of Object.entries(SAME)) {
  test(`reads a cloud-config ${how}`, async () => {
    assert.deepEqual(await readWithAwk(text), parse(text, { schema: "failsafe" }));
  });
}

for (const [what, text] of Object.entries({
  "an anchor": "hostname: &x node-01\n",
  "a flow mapping": "hostname: {a: b}\n",
  "a tag": "hostname: !!str x\n",
  "a line that is no key": "hostname\n",
  "an indentation that fits nothing": "coreos:\n    a: b\n  c: d\n",
  "a key that could leave the folder": "../../x: y\n",
})) {
  test(`names ${what} and gives up`, async () => {
    await assert.rejects(readWithAwk(`#cloud-config\n${text}`), /line \d+ \(/);
  });
}
