import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { FtpFiles } from "../../../appliance/ftp/tree.ts";
import { memoryFile, pattern, TREE } from "../../unit/ftp/house.ts";
import { allOf, Control, scene } from "./scene.ts";

const only = (file: ReturnType<FtpFiles["file"]>): FtpFiles => ({
  file: (path) => (path === "file" ? file : undefined),
  folder: (path) => (path === "" ? [] : undefined),
});

test("226 comes after the last byte, and a second transfer needs a new port", async (t) => {
  const { port } = await scene(t);
  using control = await new Control(port).login();
  const data = connect(await control.passive(), "127.0.0.1");
  const received = allOf(data);
  assert.match(await control.say("RETR /other/only.txt"), /^150/);
  assert.match(await control.reply(), /^226/);
  assert.equal((await received).toString(), "other\n");
  assert.match(await control.say("RETR /other/only.txt"), /^425 Open a data connection first/);
});

test("a data connection from another address than the control connection's is cut, and the right one still works", async (t) => {
  const { port } = await scene(t);
  using control = await new Control(port).login();
  const passive = await control.passive();
  const thief = connect({ port: passive, host: "127.0.0.1", localAddress: "127.0.0.66" });
  assert.equal((await allOf(thief)).length, 0);
  const data = allOf(connect(passive, "127.0.0.1"));
  await control.say("RETR /other/only.txt");
  assert.equal((await data).toString(), "other\n");
});

test("who lies in no served subnet is told so and nothing else", async (t) => {
  const { port } = await scene(t, { mayAsk: (address) => address === "127.0.0.1" });
  const stranger = connect({ port, host: "127.0.0.1", localAddress: "127.0.0.66" });
  stranger.write("USER anonymous\r\nPASS x\r\nPWD\r\n");
  assert.match((await allOf(stranger)).toString(), /^421 Your address lies in no subnet that is served here\.\r\n$/);
  using control = await new Control(port).login();
  assert.match(await control.say("PWD"), /^257/);
});

test("one address has so many connections, everybody together so many, and a place is free again when one leaves", async (t) => {
  const { port } = await scene(t, { limits: { perAddress: 2, inAll: 3 } });
  const from = async (localAddress: string): Promise<[string, () => void]> => {
    const socket = connect({ port, host: "127.0.0.1", localAddress });
    socket.on("error", () => undefined);
    const [first] = (await once(socket, "data")) as [Buffer];
    return [first.toString().slice(0, 3), () => socket.destroy()];
  };
  const [first, leave] = await from("127.0.0.1");
  const [second] = await from("127.0.0.1");
  const [third] = await from("127.0.0.1");
  const [other] = await from("127.0.0.2");
  const [full] = await from("127.0.0.3");
  assert.deepEqual([first, second, third, other, full], ["220", "220", "421", "220", "421"]);
  leave();
  await sleep(100);
  assert.equal((await from("127.0.0.1"))[0], "220");
});

test("who says nothing is sent away; who is in a transfer is not", async (t) => {
  const slow = memoryFile(pattern(100));
  const files = only({ ...slow, open: async () => (await sleep(600), slow.open()) });
  const { port } = await scene(t, { files, limits: { idle: 200 } });
  using idle = await new Control(port).login();
  assert.match(await idle.reply(), /^421 Nothing was asked/);
  using busy = await new Control(port).login();
  const data = allOf(connect(await busy.passive(), "127.0.0.1"));
  await busy.say("RETR file");
  assert.match(await busy.reply(), /^226/);
  assert.equal((await data).length, 100);
});

test("a line that never ends is cut off", async (t) => {
  const { port } = await scene(t);
  using control = await new Control(port).login();
  control.socket.write("RETR ".padEnd(5000, "x"));
  assert.match(await control.reply(), /^500 This line is too long/);
  await once(control.socket, "close");
});

test("commands that come all at once are answered one after the other", async (t) => {
  const { port } = await scene(t);
  using control = await new Control(port).login();
  control.socket.write("PWD\r\n".repeat(500) + "SYST\r\n");
  for (let count = 0; count < 500; count += 1) assert.match(await control.reply(), /^257/);
  assert.match(await control.reply(), /^215/);
  assert.match(await control.say("NOOP"), /^200/); // it is listened to again
});

test("ABOR stops a transfer in the middle: 426, then 226, and the connection lives on", async (t) => {
  const { port, reports } = await scene(t, { files: only(memoryFile(Buffer.alloc(64 * 1024 * 1024))) });
  using control = await new Control(port).login();
  const data = connect(await control.passive(), "127.0.0.1");
  data.on("error", () => undefined);
  data.pause(); // does not read, so the transfer cannot end
  assert.match(await control.say("RETR file"), /^150/);
  await sleep(200);
  control.socket.write(Buffer.from([0xff, 0xf4, 0xff, 0xf2]));
  assert.match(await control.say("ABOR"), /^426 The transfer was stopped/);
  assert.match(await control.reply(), /^226/);
  assert.match(await control.say("PWD"), /^257/);
  assert.equal(reports[0]?.kind, "cut");
  data.destroy();
});

test("who takes no bytes for a while is cut off, and who never opens its data connection too", async (t) => {
  const files = only(memoryFile(Buffer.alloc(64 * 1024 * 1024)));
  const { port } = await scene(t, { files, limits: { stall: 300, connect: 300 } });
  using control = await new Control(port).login();
  const data = connect(await control.passive(), "127.0.0.1").on("error", () => undefined);
  data.pause();
  await control.say("RETR file");
  assert.match(await control.reply(), /^426 The client reads too slowly/);
  await control.passive();
  await control.say("RETR file");
  assert.match(await control.reply(), /^425 No data connection was opened/);
  data.destroy();
});

test("a file that cannot be read is 451 and our failure, in the open and in the middle", async (t) => {
  const file = memoryFile(pattern(1000));
  const broken = { read: () => Promise.reject(new Error("EIO: pulled out")), close: () => Promise.resolve() };
  for (const open of [() => Promise.reject(new Error("ENOENT: gone")), () => Promise.resolve(broken)]) {
    const { port, reports, failures } = await scene(t, { files: only({ ...file, open }) });
    using control = await new Control(port).login();
    connect(await control.passive(), "127.0.0.1")
      .on("error", () => undefined)
      .resume();
    await control.say("RETR file");
    assert.match(await control.reply(), /^451 .*Was the medium it lies on removed/);
    assert.equal(reports[0]?.kind, "failed");
    assert.deepEqual(failures, []);
  }
});

test("what was handed over is told in stretches that follow each other, also of a file that begins in its middle", async (t) => {
  const { port, sent } = await scene(t, { limits: { progress: 0, chunk: 100_000 } });
  using control = await new Control(port).login();
  const data = allOf(connect(await control.passive(), "127.0.0.1"));
  await control.say("REST 1000");
  await control.say("RETR /centos-7/LiveOS/squashfs.img");
  await control.reply();
  const whole = TREE["centos-7/LiveOS/squashfs.img"] ?? Buffer.alloc(0);
  assert.deepEqual(await data, whole.subarray(1000));
  assert.ok(sent.length > 5);
  assert.deepEqual([sent[0]?.start, sent.at(-1)?.end], [1000, whole.length]);
  for (const [index, stretch] of sent.entries()) assert.equal(stretch.start, sent[index - 1]?.end ?? 1000);
});

test("an empty file is sent whole", async (t) => {
  const { port, reports } = await scene(t, { files: only(memoryFile(Buffer.alloc(0))) });
  using control = await new Control(port).login();
  const data = allOf(connect(await control.passive(), "127.0.0.1"));
  await control.say("RETR file");
  assert.match(await control.reply(), /^226/);
  assert.equal((await data).length, 0);
  assert.equal(reports[0]?.kind, "sent");
});
