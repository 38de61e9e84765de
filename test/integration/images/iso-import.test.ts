// ISOs that come from a stick or a disk, and what can go wrong on the way: real files, real signatures, a real failing device.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  closeSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { WHOLE_ISO } from "../../../appliance/images/locate.ts";
import { freeName } from "../../../appliance/images/names.ts";
import type { ImageConfig, ImageReport } from "../../../appliance/images/service.ts";
import { makeReleaseIso } from "../../fakes/release-iso.ts";
import { rocky94 } from "../../unit/systems/media.ts";
import { key, life, otherKey, root, signer } from "./world.ts";

const FILE = rocky94.fileName;
const CHILD = join(import.meta.dirname, "child.ts");
const small = join(root, "small.iso");
const large = join(root, "large.iso");
before(() => {
  makeReleaseIso(small, rocky94);
  makeReleaseIso(large, rocky94, { "big.bin": randomBytes(64_000_000) });
});

/** A stick of its own with this ISO on it. */
function stickWith(iso: string, name = FILE): string {
  const stick = mkdtempSync(join(root, "stick-"));
  cpSync(iso, join(stick, name));
  return stick;
}
const config = (stick: string, more: Partial<ImageConfig> = {}): ImageConfig => ({
  name: "rocky",
  source: join(stick, FILE),
  verify: "none",
  from: "stick",
  fileName: FILE,
  ...more,
});
const sumOf = (path: string): string => createHash("sha256").update(readFileSync(path)).digest("hex");
const stored = (one: ReturnType<typeof life>): string => {
  const content = one.service.content("rocky", WHOLE_ISO);
  return content !== undefined && content.kind !== "bytes" ? content.path : "";
};

/** What the child says last, run in a mount namespace of its own. */
function lastOf(script: string): { report: ImageReport; rest: string } {
  const printed = execFileSync("unshare", ["-m", "sh", "-ec", script], { encoding: "utf8" });
  const lines = printed.trim().split("\n");
  const last = lines.findLastIndex((line) => line.startsWith("{"));
  return { report: JSON.parse(lines[last] ?? "") as ImageReport, rest: lines.slice(last + 1).join("\n") };
}
const child = (data: string, what: ImageConfig, reserve: number): string =>
  `${process.execPath} ${CHILD} ${data} '${JSON.stringify(what)}' ${reserve}`;

test("trust 4.93: a stick that is pulled out in the middle says at how many percent, and nothing is added", () => {
  const place = mkdtempSync(join(root, "pulled-"));
  const [mount, device, data] = [join(place, "mount"), join(place, "device"), join(place, "data")];
  for (const folder of [mount, data]) mkdirSync(folder);
  execFileSync("mkfs.ext4", ["-q", "-b", "4096", "-O", "^has_journal", "-d", stickWith(large), device, "128M"]);
  // The device ends in the middle of the file from now on: every read behind that is EIO, as of a stick that is gone.
  const script = `loop=$(losetup --show -f --direct-io=on ${device}); mount -o ro $loop ${mount}; losetup -d $loop
    truncate -s 40M ${device}; ${child(data, config(mount), 0)}; ls -A ${data}/images`;
  const { report, rest } = lastOf(script);
  assert.deepEqual([report.kind, report.image.code], ["imageRefused", "RS_IMAGE_SOURCE"]);
  const percent = Number(
    /^The USB stick was removed at (\d+) %\. Nothing was added\./.exec(report.image.reason ?? "")?.[1],
  );
  assert.ok(percent > 20 && percent < 80, report.image.reason);
  assert.match(report.image.reason ?? "", /\(EIO\)\.$/);
  assert.equal(rest, "", "nothing is left on the card");
});

test("trust 4.91: a card that is full in the middle of an ISO leaves nothing, and says so with a percentage", () => {
  const data = mkdtempSync(join(root, "data-"));
  const stick = stickWith(large);
  const { report, rest } = lastOf(
    `mount -t tmpfs -o size=20m none ${data}; ${child(data, config(stick), -1_000_000_000)}; ls -A ${data}/images`,
  );
  assert.deepEqual([report.kind, report.image.code], ["imageRefused", "RS_IMAGE_SPACE"]);
  assert.match(
    report.image.reason ?? "",
    /^The card was full at [1-4]\d % \(Rocky-9\.4-x86_64-dvd\.iso\)\. Nothing was added\./,
  );
  assert.equal(rest, "");
});

test("trust 4.91: an ISO that would eat into the reserve is refused before its first byte, with sizes", async (t) => {
  const one = life(t, { reserveBytes: 1e15 });
  const image = await one.apply(config(stickWith(large)));
  assert.equal(image.code, "RS_IMAGE_SPACE");
  assert.match(image.reason ?? "", /needs 65 MB, and 0 MB are free/);
  assert.deepEqual(one.folders(), []);
});

test("trust 4.92: SIGKILL in the middle of an ISO leaves no image; the next start cleans up and imports it", async (t) => {
  const data = mkdtempSync(join(root, "data-"));
  const stick = mkdtempSync(join(root, "stick-"));
  const iso = makeReleaseIso(join(stick, FILE), rocky94, { "big.bin": Buffer.alloc(300_000_000, "x") });
  const running = spawn(process.execPath, [CHILD, data, JSON.stringify(config(stick)), "0"]);
  await new Promise<void>((done) => {
    running.stdout.on("data", (chunk: Buffer) => {
      if (chunk.includes("importProgressed")) running.kill("SIGKILL");
    });
    running.on("close", () => done());
  });
  assert.equal(readdirSync(join(data, "images")).filter((name) => name.startsWith(".incoming~")).length, 1);
  const next = life(t, { data });
  assert.deepEqual(next.service.list(), []);
  assert.equal((await next.apply(config(stick))).release?.family, "rhel");
  assert.deepEqual(
    next.folders().map((name) => name.replace(/~.*/, "")),
    ["rocky"],
  );
  assert.equal(sumOf(stored(next)), sumOf(iso));
});

test("trust 4.94: what counts is the stored copy, whatever the stick answers the second time", async (t) => {
  const sum = sumOf(large);
  const change = async (
    at: number,
  ): Promise<{ image: Partial<{ code: string; detail: string }>; one: ReturnType<typeof life> }> => {
    const stick = stickWith(large);
    writeFileSync(join(stick, "SHA256SUMS"), `${sum}  ${FILE}\n`);
    let changed = false;
    const one = life(t, {
      onReport({ image }) {
        if (changed || image.phase !== "copying" || (image.progress ?? 0) < 0.3) return;
        changed = true;
        const file = openSync(join(stick, FILE), "r+");
        writeSync(file, "another byte", at);
        closeSync(file);
      },
    });
    const image = await one.apply(config(stick));
    assert.ok(changed);
    assert.notEqual(sumOf(join(stick, FILE)), sum);
    return { image, one };
  };
  const early = await change(1_000_000); // read already: the copy is good
  assert.equal(early.image.detail, "the checksum beside it matches");
  assert.equal(sumOf(stored(early.one)), sum);
  const late = await change(60_000_000); // still to be read: the copy is not what the maker made
  assert.equal(late.image.code, "RS_IMAGE_SUM");
  assert.deepEqual(late.one.folders(), []);
});

const short = (sum: string): string => `${sum.slice(0, 8)}…${sum.slice(-8)}`;

test("trust 4.88: a wrong SHA-256, given or beside the ISO, is refused with both sums, and nothing stays", async (t) => {
  const wrong = "0123456789abcdef".repeat(4);
  const given = life(t);
  const image = await given.apply(config(stickWith(small), { sha256: wrong }));
  assert.equal(image.code, "RS_IMAGE_SUM");
  assert.ok(image.reason?.includes(short(wrong)) === true && image.reason.includes(short(sumOf(small))), image.reason);
  assert.deepEqual(given.folders(), []);
  for (const [name, text] of [
    ["SHA256SUMS", `${wrong} *${FILE}\n`],
    [`${FILE}.sha256`, `${wrong}\n`],
    ["CHECKSUM", `# ${FILE}: 1 bytes\nSHA256 (${FILE}) = ${wrong}\n`],
  ] as const) {
    const stick = stickWith(small);
    writeFileSync(join(stick, name), text);
    const one = life(t);
    const beside = await one.apply(config(stick));
    assert.equal(beside.code, "RS_IMAGE_SUM", name);
    assert.ok(beside.reason?.includes(`what ${name} beside it says is ${short(wrong)}`), beside.reason);
  }
  const right = await life(t).apply(config(stickWith(small), { sha256: sumOf(small).toUpperCase() }));
  assert.deepEqual([right.state, right.verified], ["ready", "verified"]);
});

const junk = "0".repeat(64);
const SUMS: readonly (readonly [string, (sum: string) => string, string])[] = [
  [
    "sums of files in other folders are about other files",
    (sum) => `${junk}  ../${FILE}\n${junk}  /etc/${FILE}\n${sum}  x/${FILE}\n`,
    "no checksum came with it",
  ],
  [
    "two different sums for one name prove nothing",
    (sum) => `${sum}  ${FILE}\n${junk}  ${FILE}\n`,
    "SHA256SUMS names it twice with different sums, so it proves nothing",
  ],
  ["the same sum twice is one sum", (sum) => `${sum}  ${FILE}\n${sum} *./${FILE}\n`, "the checksum beside it matches"],
];
for (const [what, text, detail] of SUMS) {
  test(`trust 4.90: ${what}`, async (t) => {
    const stick = stickWith(small);
    writeFileSync(join(stick, "SHA256SUMS"), text(sumOf(small)));
    const image = await life(t).apply(config(stick));
    assert.deepEqual([image.state, image.verified, image.detail], ["ready", "not-verified", detail]);
  });
}

const signed = (stick: string, file: string, by = "maker", at?: string): string =>
  signer.sign(by, join(stick, file), at === undefined ? {} : { at });
const withSums = (stick: string, text = `${sumOf(small)}  ${FILE}\n`): void =>
  writeFileSync(join(stick, "SHA256SUMS"), text);
const signSums = (stick: string, by: string): void =>
  void signer.sign(by, join(stick, "SHA256SUMS"), { into: join(stick, "SHA256SUMS.gpg") });
const signedSums =
  (by: string, text?: string) =>
  (stick: string): void => {
    withSums(stick, text);
    signSums(stick, by);
  };

const SIGNATURES: readonly (readonly [string, (stick: string) => void, RegExp | "verified"])[] = [
  ["a signature of the ISO by the named key counts", (stick) => void signed(stick, FILE), "verified"],
  ["signed sums that name the ISO count", signedSums("maker"), "verified"],
  ["no signature at all is refused", () => undefined, /^RS_IMAGE_SIG_MISSING/],
  ["sums without a signature are refused", (stick) => withSums(stick), /^RS_IMAGE_SIG_MISSING/],
  ["a signature by another key is refused", (stick) => void signed(stick, FILE, "other"), /^RS_IMAGE_SIG_STRANGER/],
  ["sums signed by another key are refused", signedSums("other"), /^RS_IMAGE_SIG_STRANGER/],
  [
    "the signature of another file is refused",
    (stick) => {
      withSums(stick);
      signer.sign("maker", join(stick, "SHA256SUMS"), { into: join(stick, `${FILE}.sig`) });
    },
    /^RS_IMAGE_SIG_BAD/,
  ],
  [
    "sums that were changed after they were signed are refused",
    (stick) => {
      withSums(stick, `${junk}  another.iso\n`);
      signSums(stick, "maker");
      withSums(stick);
    },
    /^RS_IMAGE_SIG_BAD/,
  ],
  [
    "signed sums that do not name the ISO are no signature of it",
    signedSums("maker", `${junk}  another.iso\n`),
    /^RS_IMAGE_SIG_MISSING/,
  ],
  [
    "a signature with junk behind it is refused",
    (stick) => writeFileSync(signed(stick, FILE), "junk", { flag: "a" }),
    /^RS_IMAGE_SIG_JUNK/,
  ],
  [
    "two signatures of which one is by a stranger are refused",
    (stick) => {
      const own = readFileSync(signed(stick, FILE));
      writeFileSync(join(stick, `${FILE}.sig`), Buffer.concat([own, readFileSync(signed(stick, FILE, "other"))]));
    },
    /^RS_IMAGE_SIG_/,
  ],
];
for (const [what, prepare, expected] of SIGNATURES) {
  test(`trust 4.89: ISO: ${what}`, async (t) => {
    const stick = stickWith(small);
    prepare(stick);
    const one = life(t);
    const image = await one.apply(config(stick, { verify: "required", key }));
    if (expected === "verified") {
      assert.deepEqual(
        [image.state, image.verified, image.fingerprint],
        ["ready", "verified", signer.fingerprint("maker")],
      );
      const other = await one.apply(config(stick, { verify: "required", key: otherKey }));
      assert.equal(other.state, "refused", "the same files are no proof for another key");
    } else {
      assert.match(`${image.code ?? ""}: ${image.reason ?? ""}`, expected);
      assert.deepEqual([image.state, image.verified, one.folders()], ["refused", "not-verified", []]);
    }
  });
}

test("trust 4.98: two identical ISOs under two names take the card's room once, and removing one keeps the other", async (t) => {
  const one = life(t);
  const [first, second] = [stickWith(small), stickWith(small, "Copy of Rocky.iso")];
  const copy = {
    ...config(second),
    name: "copy",
    source: join(second, "Copy of Rocky.iso"),
    fileName: "Copy of Rocky.iso",
  };
  await one.apply(config(first), copy);
  const inodes = one.folders().map((folder) => {
    const iso = readdirSync(join(one.folder, folder)).find((name) => name.endsWith(".iso")) ?? "";
    return statSync(join(one.folder, folder, iso)).ino;
  });
  assert.deepEqual([inodes.length, new Set(inodes).size], [2, 1]);
  await one.service.remove("copy");
  assert.equal(sumOf(stored(one)), sumOf(small));
});

const NAMES = [
  "; rm -rf $HOME.iso",
  `${"x".repeat(251)}.iso`,
  "🦫🎉.iso",
  "\u202eosi.exe.iso",
  "服务器.ISO",
  "-indev.iso",
  "a\nb.iso",
  "'$(id)'.iso",
];
for (const name of NAMES) {
  test(`trust 4.99: an ISO named ${JSON.stringify(name.slice(0, 20))} is imported, and its name is only text`, async (t) => {
    const stick = stickWith(small, name);
    const one = life(t);
    const image = await one.apply({
      ...config(stick),
      name: freeName(name, () => false),
      source: join(stick, name),
      fileName: name,
    });
    assert.deepEqual([image.state, image.release?.family], ["ready", "rhel"], image.reason);
    const [folder = ""] = one.folders();
    for (const file of [folder, ...readdirSync(join(one.folder, folder))])
      assert.match(file, /^[A-Za-z0-9_][\w.+~-]*$/);
  });
}
