// What a program can do in the sandbox that ISOs are read in, asked by sh from inside; and an appliance that has no sandbox.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { sandbox } from "../../../appliance/images/xorriso.ts";
import { makeIso } from "../../fakes/isos.ts";
import { life } from "./world.ts";

const root = mkdtempSync(join(tmpdir(), "rackseed-sandbox-"));
after(() => rmSync(root, { recursive: true, force: true }));
const text = "[general]\nfamily = Test\n";
const iso = makeIso(join(root, "good.iso"), { label: "TEST-1-0", files: { ".treeinfo": text } });

interface Said {
  readonly code: number | null;
  readonly output: string;
}
async function ran(command: string, args: readonly string[]): Promise<Said> {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data: Buffer) => (output += data.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, output };
}
const outside = (script: string): Promise<Said> => ran("bash", ["-c", script]);
const inside = (script: string): Promise<Said> => ran("bwrap", [...sandbox(iso), "/bin/bash", "-c", script]);

test("trust 2.8: what reads an ISO reaches no network, not even the appliance's own loopback", async () => {
  const server = createServer((socket) => socket.end("reached")).listen(0, "127.0.0.1");
  await once(server, "listening");
  const script = `exec 3<>/dev/tcp/127.0.0.1/${(server.address() as AddressInfo).port} && cat <&3`;
  const [control, probe] = [await outside(script), await inside(script)];
  server.close();
  assert.deepEqual(control, { code: 0, output: "reached" });
  assert.notEqual(probe.code, 0);
  assert.match(probe.output, /Connection refused|Network is unreachable/);
});

test("trust 2.8: it writes nothing anywhere, and the ISO least of all", async () => {
  const sum = (): string => createHash("sha256").update(readFileSync(iso)).digest("hex");
  const was = sum();
  for (const path of ["/x", "/usr/x", "/usr/bin/x", "/tmp/x", "/var/x", "/dev/x", "/dev/shm/x"]) {
    const { code, output } = await inside(`echo x >${path}`);
    assert.notEqual(code, 0, path);
    assert.match(output, /Read-only file system|No such file or directory/, path);
  }
  for (const script of [
    "echo x >>/medium.iso",
    "chmod 777 /medium.iso",
    "rm /medium.iso",
    "mount -t tmpfs none /usr",
  ]) {
    assert.notEqual((await inside(script)).code, 0, script);
  }
  assert.equal((await inside("sha256sum </medium.iso")).output.slice(0, 64), was);
  assert.equal(sum(), was);
});

test("trust 2.8: it sees no file of the appliance, no other process and no word of its environment", async () => {
  const names = await inside("echo /* /root/* /etc/* /proc/*");
  assert.match(names.output, /^\/bin \/dev \/lib (\/lib64 )?\/medium\.iso \/usr \/root\/\* \/etc\/\* \/proc\/\*$/m);
  assert.notEqual((await inside(`kill -0 ${process.pid}`)).code, 0);
  process.env["RACKSEED_TEST_SECRET"] = "secret";
  assert.match((await outside("env")).output, /secret/);
  assert.doesNotMatch((await inside("env")).output, /secret/);
});

/** describeIso in a process that finds the programs of this machine changed. */
function withChanged(change: string): string {
  const script = `import { describeIso } from ${JSON.stringify(new URL("../../../appliance/images/iso.ts", import.meta.url).href)};
    try { const { index } = await describeIso(${JSON.stringify(iso)}, "x.iso", new AbortController().signal); console.log("read", index.label); }
    catch (error) { console.log(error.code, error.message); }`;
  const node = [process.execPath, "--input-type=module", "-e", script];
  const { stdout, stderr } = spawnSync("unshare", ["--mount", "sh", "-c", `${change} && exec "$@"`, "-", ...node], {
    encoding: "utf8",
  });
  return stdout === "" ? stderr : stdout;
}

test("trust 2.8: without bwrap, without prlimit or without xorriso an ISO is refused with RS_ISO_TOOL, and never read outside", () => {
  assert.equal(withChanged("true"), "read TEST-1-0\n");
  assert.match(withChanged("mount -t tmpfs none /usr/bin"), /^RS_ISO_TOOL .*bwrap.* ENOENT.* Nothing is read outside/);
  for (const program of ["bwrap", "prlimit", "xorriso"]) {
    assert.match(withChanged(`mount --bind /dev/null /usr/bin/${program}`), /^RS_ISO_TOOL /, program);
  }
});

test("an ISO that was removed is no longer served, and its tree and its file are closed (seed L1)", async (t) => {
  const { service, apply, folders } = life(t);
  const image = await apply({ name: "removed", source: iso, verify: "none" });
  assert.equal(image.state, "ready", JSON.stringify(image));
  const content = service.content("removed", ".treeinfo");
  assert.ok(content !== undefined && content.kind !== "bytes");
  const open = (): string => spawnSync("ls", ["-l", `/proc/${process.pid}/fd`], { encoding: "utf8" }).stdout;
  const folder = folders()[0] ?? "?";
  assert.match(open(), new RegExp(`${folder}/tree\\.db`));
  assert.equal(await service.remove("removed"), true);
  for (const file of [".treeinfo", "removed.iso", ""]) assert.equal(service.content("removed", file), undefined);
  assert.equal(service.folder("removed", ""), undefined);
  assert.doesNotMatch(open(), new RegExp(folder));
  assert.deepEqual(folders(), []);
});
