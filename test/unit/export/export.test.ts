import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { parse } from "yaml";
import { ansibleJson, ansibleYaml } from "../../../appliance/export/ansible.ts";
import { cell, machinesCsv, netboxCsv } from "../../../appliance/export/csv.ts";
import { hostsFile, prometheusJson, sshConfig } from "../../../appliance/export/lists.ts";
import type { ExportMachine } from "../../../appliance/export/machine.ts";

const MACHINES: ExportMachine[] = [
  {
    mac: "52:54:00:77:00:0a",
    name: "node-10",
    address: "10.77.0.20",
    profile: "worker",
    user: "admin",
    rack: "A1",
    unit: 12,
  },
  { mac: "52:54:00:77:00:02", name: "node-2", address: "10.77.0.12", profile: "worker", user: "admin" },
  { mac: "52:54:00:77:00:03", name: "db", address: "10.77.0.13", profile: "1-db.big", notes: '=HYPERLINK("http://x")' },
  { mac: "52:54:00:77:00:04", address: "10.77.0.14" },
  { mac: "52:54:00:77:00:05", name: "nowhere", profile: "worker" },
];

test("a cell that a spreadsheet would run is a text (trust 4.63)", () => {
  for (const start of ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=1"]) assert.match(cell(start), /^"?'/, start);
  assert.equal(cell("plain"), "plain");
  assert.equal(cell('a "b", c'), '"a ""b"", c"');
  assert.equal(cell(-1), "-1", "a number is no text of a stranger's");
  assert.ok(machinesCsv(MACHINES).includes(`"'=HYPERLINK(""http://x"")"`));
});

test("CSV: one line for each machine, in the order of the names, with CRLF (RFC 4180)", () => {
  const rows = machinesCsv(MACHINES).split("\r\n");
  assert.deepEqual(
    rows.slice(1, -1).map((row) => row.split(",")[1]),
    ["db", "node-2", "node-10", "nowhere", ""],
  );
  assert.equal(rows[3], "52:54:00:77:00:0a,node-10,10.77.0.20,worker,A1,12,,");
  assert.match(
    netboxCsv(MACHINES, "hall 2"),
    /^node-10,worker,Generic,server,active,hall 2,A1,12,front,MAC 52:54:00:77:00:0a\r$/m,
  );
});

test("the same inventory gives the same text, however it is ordered", () => {
  const turned = MACHINES.toReversed();
  for (const make of [machinesCsv, ansibleYaml, ansibleJson, sshConfig, hostsFile])
    assert.equal(make(turned), make(MACHINES));
});

interface Inventory {
  all: { children: Record<string, { hosts: Record<string, Record<string, unknown>> }> };
}

test("Ansible: a group for each profile with a name that Ansible takes, and every host's address", () => {
  const { all } = parse(ansibleYaml(MACHINES)) as Inventory;
  assert.deepEqual(Object.keys(all.children), ["without_profile", "_1_db_big", "worker"]);
  assert.deepEqual(all.children["worker"]?.hosts, {
    "node-2": { ansible_host: "10.77.0.12", ansible_user: "admin", rackseed_mac: "52:54:00:77:00:02" },
    "node-10": { ansible_host: "10.77.0.20", ansible_user: "admin", rackseed_mac: "52:54:00:77:00:0a", rackseed_rack: "A1", rackseed_unit: 12 },
  }); // prettier-ignore
  const dynamic = JSON.parse(ansibleJson(MACHINES)) as {
    _meta: { hostvars: object };
    all: { children: string[] };
    worker: { hosts: string[] };
  };
  assert.deepEqual(dynamic.worker.hosts, ["node-2", "node-10"]);
  assert.deepEqual(Object.keys(dynamic._meta.hostvars), ["m-525400770004", "db", "node-2", "node-10"]);
});

test("profiles whose names fall together, or are called all, keep groups of their own", () => {
  const machines = ["a.b", "a_b", "all"].map((profile, index) => ({
    mac: `52:54:00:00:00:0${index}`,
    name: `n${index}`,
    address: `10.0.0.${index + 1}`,
    profile,
  }));
  const { all } = parse(ansibleYaml(machines)) as Inventory;
  assert.deepEqual(Object.keys(all.children), ["a_b", "a_b_2", "all_2"]);
});

test("OpenSSH itself finds address and user of a machine in the export", () => {
  const folder = mkdtempSync(join(tmpdir(), "rackseed-ssh-"));
  try {
    const file = join(folder, "config");
    writeFileSync(file, sshConfig(MACHINES));
    const { stdout, status, stderr } = spawnSync("ssh", ["-G", "-F", file, "node-10"], { encoding: "utf8" });
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^hostname 10\.77\.0\.20$/m);
    assert.match(stdout, /^user admin$/m);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("hosts and Prometheus have every machine that can be reached, and no other", () => {
  assert.equal(
    hostsFile(MACHINES),
    "10.77.0.13\tdb\n10.77.0.12\tnode-2\n10.77.0.20\tnode-10\n10.77.0.14\tm-525400770004\n",
  );
  const targets = JSON.parse(prometheusJson(MACHINES, 9100)) as { targets: string[]; labels: Record<string, string> }[];
  assert.deepEqual(targets.at(2), {
    targets: ["10.77.0.20:9100"],
    labels: { machine: "node-10", profile: "worker", rack: "A1" },
  });
  assert.equal(targets.length, 4);
});
