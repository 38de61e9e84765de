import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { cutLines, LONGEST_LINE, parseCommand } from "../../../appliance/ftp/command.ts";
import { longListing, machineListing } from "../../../appliance/ftp/listing.ts";
import { pathFrom, quotedPath } from "../../../appliance/ftp/path.ts";
import { type Act, NEW_SESSION, type Session, step } from "../../../appliance/ftp/session.ts";
import { parseIpv4 } from "../../../appliance/net/ipv4.ts";
import { house, NODE } from "./house.ts";

/** Says the lines one after the other; what the last one led to. */
function said(lines: readonly string[], files = house().files, asker = NODE): { act: Act; session: Session } {
  let last: { act: Act; session: Session } = { act: { kind: "abort" }, session: NEW_SESSION };
  for (const line of lines) last = step(last.session, parseCommand(Buffer.from(line)), asker, files);
  return last;
}
const LOGIN = ["USER anonymous", "PASS x@y"];
const reply = (...lines: string[]): string => {
  const { act } = said([...LOGIN, ...lines]);
  return "reply" in act ? act.reply : act.kind;
};

const REPLIES: Record<string, [lines: string[], reply: RegExp]> = {
  "the root is where one begins": [["PWD"], /^257 "\/" /],
  "a folder is entered step by step and left upwards": [
    ["CWD pub", "CWD centos-7/images", "CDUP", "XPWD"],
    /^257 "\/pub\/centos-7" /,
  ],
  "above the root is the root": [["CWD ../../..", "PWD"], /^257 "\/" /],
  "a folder that is not there is not entered": [["CWD nowhere"], /^550 There is no such folder/],
  "a file is no folder": [["CWD centos-7/.treeinfo"], /^550/],
  "SIZE says the bytes": [["SIZE /centos-7/images/pxeboot/vmlinuz"], /^213 70001$/],
  "SIZE of a folder is refused": [["SIZE /centos-7"], /^550/],
  "a time that nobody knows is refused": [["MDTM /centos-7/.treeinfo"], /^550 Its time is not known/],
  "REST beyond the end is refused at RETR": [
    ["REST 99999999", "RETR /centos-7/.treeinfo"],
    /^550 The file has only 38 bytes/,
  ],
  "REST takes a number": [["REST -1"], /^501/],
  "types are all the same": [["TYPE A"], /^200/],
  "EBCDIC is not": [["TYPE E"], /^504/],
  "block mode is not served": [["MODE B"], /^504/],
  "IPv6 data connections are not served": [["EPSV 2"], /^522 .*\(1\)$/],
  "after EPSV ALL there is no PASV": [["EPSV ALL", "PASV"], /^501/],
  "MLST tells facts": [
    ["MLST /centos-7/.treeinfo"],
    /^250-.*\r\n type=file;size=38;perm=r; \/centos-7\/\.treeinfo\r\n250 /,
  ],
  "an unknown command is told apart from a broken line": [["XYZZ"], /^500 This command is unknown/],
  "a broken line is none": [["\u0001\u0002"], /^500 This is no FTP command/],
  "the current folder's quotes are doubled": [["CWD /"], /^250 "\/"/],
};
for (const [what, [lines, expected]] of Object.entries(REPLIES)) {
  test(what, () => assert.match(reply(...lines), expected));
}

test("nothing is answered before the log-in but the log-in itself and small talk", () => {
  const bare = (line: string): string => {
    const { act } = said([line]);
    return "reply" in act ? act.reply : act.kind;
  };
  for (const line of ["PWD", "RETR /centos-7/.treeinfo", "PASV", "LIST", "STOR x"])
    assert.match(bare(line), /^530 Log in/);
  assert.match(bare("PASS x"), /^503/);
  assert.match(bare("USER root"), /^530 Only anonymous/);
  for (const line of ["SYST", "FEAT", "NOOP", "HELP", "QUIT"]) assert.match(bare(line), /^2/);
  assert.match(bare("AUTH TLS"), /^502/);
});

test("every command that writes is refused with 550", () => {
  const writing = [
    "STOR a",
    "STOU",
    "APPE a",
    "DELE a",
    "RMD a",
    "MKD a",
    "XMKD a",
    "RNFR a",
    "RNTO b",
    "ALLO 1",
    "SITE CHMOD 777 a",
    "MFMT 1 a",
  ];
  for (const line of writing) assert.match(reply(line), /^550 Nothing can be written/, line);
});

test("a port that the client names is never connected to (the bounce attack)", () => {
  for (const line of ["PORT 10,77,0,12,0,22", "EPRT |1|10.77.0.12|22|"]) assert.match(reply(line), /^502 Only passive/);
});

test("RETR names the file, and REST is for the next one only", () => {
  const { act, session } = said([...LOGIN, "CWD pub/centos-7", "REST 10", "RETR images/pxeboot/vmlinuz"]);
  assert.ok(act.kind === "sendFile");
  assert.deepEqual([act.name, act.start, act.file.size], ["pub/centos-7/images/pxeboot/vmlinuz", 10, 70_001]);
  assert.equal(session.restart, 0);
});

test("seed L4: /pub is laid out as vsftpd's users know it", () => {
  const list = (path: string): string[] => {
    const { act } = said([...LOGIN, `NLST ${path}`]);
    return act.kind === "sendText" ? act.text.split("\r\n").filter((name) => name !== "") : [];
  };
  assert.deepEqual(list("/"), ["centos-7", "other", "pub", "ks"]);
  assert.deepEqual(list("/pub"), [
    "centos-7",
    "other",
    "ks",
    ".treeinfo",
    "images",
    "LiveOS",
    "Packages",
    "with space",
  ]);
  assert.deepEqual(list("/pub/other"), ["only.txt"]);
  assert.deepEqual(list("/pub/ks"), []); // whose answer files there are is nobody's business
  assert.deepEqual(list("-la /pub/images"), ["pxeboot"]);
  assert.deepEqual(list("/other/only.txt"), ["only.txt"]);
});

test("seed F5: what is asked for below /pub is the tree that the asking machine is installed from", () => {
  const size = (path: string, own: string | undefined = "centos-7"): number | undefined =>
    house(undefined, own).files.file(path, NODE)?.size;
  assert.equal(size("pub/.treeinfo"), 38);
  assert.equal(size("pub/centos-7/.treeinfo"), 38);
  assert.equal(size("centos-7/.treeinfo"), 38);
  assert.equal(size("pub/only.txt"), undefined);
  assert.equal(size("pub/only.txt", "other"), 6);
});

test("seed F6: ks/centos.ks is answered for whom it is meant, at both of its places", () => {
  const { files } = house();
  for (const path of ["ks/centos.ks", "pub/ks/centos.ks"]) {
    assert.equal(files.file(path, NODE)?.size, 8);
    assert.equal(files.file(path, parseIpv4("10.77.0.99")), undefined);
  }
});

test("listings: one line a name, CR LF at the end, none for a name that would be two lines", () => {
  const entries = [
    { name: "a b", kind: "file" as const, size: 5 },
    { name: "d", kind: "folder" as const, size: 0 },
    { name: "x\r\ny", kind: "file" as const, size: 1 },
  ];
  assert.equal(
    longListing(entries),
    "-r--r--r--   1 ftp      ftp                 5 Jan 01  1970 a b\r\ndr-xr-xr-x   1 ftp      ftp                 0 Jan 01  1970 d\r\n",
  );
  assert.equal(machineListing(entries), "type=file;size=5;perm=r; a b\r\ntype=dir;perm=el; d\r\n");
});

test("paths: dots, slashes and quotes", () => {
  assert.equal(pathFrom("a/b", "../c//./d/"), "a/c/d");
  assert.equal(pathFrom("a", "/x/../../y"), "y");
  assert.equal(pathFrom("./../a", "b"), "a/b");
  assert.equal(pathFrom("", "a\nb"), undefined);
  assert.equal(pathFrom("", "x".repeat(2000)), undefined);
  assert.equal(quotedPath('a"b'), '"/a""b"');
});

test("no path leads above the root, whatever its letters", () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.array(fc.constantFrom("..", ".", "", "a", "..a", "%2e%2e", "\\..")),
      (folder, parts) => {
        const path = pathFrom(folder, parts.join("/"));
        assert.ok(!path?.split("/").some((part) => part === ".." || part === "."));
      },
    ),
  );
});

test("whatever bytes come, in whatever pieces, the same lines come out", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(300), (bytes, cut) => {
      const whole = Buffer.from(bytes);
      const first = cutLines(whole.subarray(0, cut));
      const second = cutLines(Buffer.concat([first.rest, whole.subarray(cut)]));
      assert.deepEqual([...first.lines, ...second.lines].map(String), cutLines(whole).lines.map(String));
    }),
  );
});

test("whatever a client says, it is answered or acted upon, and a line of 1 KiB is the longest", () => {
  const { files } = house();
  const verbs = "USER PASS CWD RETR LIST REST EPSV PASV MLST SIZE OPTS TYPE ABOR QUIT FOO".split(" ");
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...verbs), fc.string({ unit: "binary" }))), (commands) => {
      let session = said(LOGIN).session;
      for (const [verb, argument] of commands) {
        const next = step(session, parseCommand(Buffer.from(`${verb} ${argument}\r`)), NODE, files);
        session = next.session;
        if ("reply" in next.act) assert.match(next.act.reply, /^\d\d\d[ -]/);
      }
    }),
  );
  assert.ok(!cutLines(Buffer.alloc(LONGEST_LINE, "a")).tooLong);
  assert.ok(cutLines(Buffer.alloc(LONGEST_LINE + 1, "a")).tooLong);
});

test("ABOR is understood behind the Telnet bytes that clients send before it, with and without the urgent one", () => {
  for (const bytes of [
    [0xff, 0xf4, 0xff, 0xf2],
    [0xff, 0xf4, 0xff],
    [0xff, 0xfb, 0x01],
  ]) {
    assert.deepEqual(parseCommand(Buffer.concat([Buffer.from(bytes), Buffer.from("abor\r")])), {
      verb: "ABOR",
      argument: "",
    });
  }
});
