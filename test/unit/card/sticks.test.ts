import assert from "node:assert/strict";
import { test } from "node:test";
import { mountsOf } from "../../../appliance/card/sticks/mounts.ts";
import { namesToTry, stickName } from "../../../appliance/card/sticks/name.ts";
import { planStick, type StickFacts } from "../../../appliance/card/sticks/plan.ts";
import { fileSystemName, signatureIn } from "../../../appliance/card/sticks/signature.ts";

const signature = (type?: string, more: object = {}) => ({
  ...(type !== undefined && { type }),
  firmware: false,
  ambiguous: false,
  ...more,
});
const facts = (more: Partial<StickFacts> = {}): StickFacts => ({
  device: "sda1",
  isPartition: true,
  partitions: 1,
  size: 8e9,
  model: "SanDisk Ultra",
  serial: "4C53",
  signature: signature("vfat", { label: "SANDISK" }),
  disk: {},
  ...more,
});
const iso = { label: "Debian 12.5.0 amd64 n", size: 658_505_728, made: 2024021010200000 };

test("FAT and exFAT are mounted read-only, without setuid, devices, programs or links, and with names in UTF-8", () => {
  const plan = planStick(facts());
  assert.ok(plan.kind === "mount");
  assert.deepEqual([plan.type, plan.name], ["vfat", "SANDISK"]);
  for (const option of ["ro", "nosuid", "nodev", "noexec", "nosymfollow", "utf8"]) {
    assert.ok(plan.options.split(",").includes(option), option);
  }
  const exfat = planStick(facts({ isPartition: false, partitions: 0, signature: signature("exfat") }));
  assert.ok(exfat.kind === "mount");
  assert.deepEqual([exfat.type, exfat.name], ["exfat", "SanDisk Ultra"]);
});

test("trust 4.97: NTFS, HFS+, ext4, LUKS and whatever else is named and never mounted", () => {
  for (const [type, name] of [
    ["ntfs", "NTFS"],
    ["hfsplus", "HFS+"],
    ["ext4", "ext4"],
    ["crypto_LUKS", "LUKS"],
    ["udf", "UDF"],
    ["LVM2_member", "LVM"],
    ["something-new", "something-new"],
  ] as const) {
    assert.deepEqual(planStick(facts({ signature: signature(type, { label: "X" }) })), {
      kind: "note",
      note: { why: "file-system", name: "X", fileSystem: name },
    });
  }
  assert.equal(fileSystemName("a".repeat(400)).length, 40);
});

test("trust 4.86: an ISO that was written to a whole stick is read from its device, and nothing of its partition table is mounted", () => {
  const disk = { tableId: "7e4f", iso };
  const whole = facts({ device: "sda", isPartition: false, partitions: 2, signature: signature("iso9660"), disk });
  assert.deepEqual(planStick(whole), {
    kind: "note",
    note: { why: "iso", name: iso.label, device: "/dev/sda", deviceSize: 8e9, ...iso },
  });
  // The EFI partition of a hybrid ISO is FAT; a hostile table may say so of anything.
  assert.deepEqual(planStick(facts({ disk })), { kind: "nothing", because: "its whole disk is an ISO" });
});

test("a card of Rackseed's, an empty reader, a disk of partitions, firmware's own partition: left alone", () => {
  const because = (more: Partial<StickFacts>): string => {
    const plan = planStick(facts(more));
    return plan.kind === "nothing" ? plan.because : plan.kind;
  };
  assert.equal(because({ disk: { tableId: "52534531" } }), "it is a card of Rackseed's");
  assert.equal(because({ size: 0 }), "nothing is in it");
  assert.equal(because({ isPartition: false, partitions: 2 }), "its partitions come one by one");
  const firmware = signature("vfat", { firmware: true });
  assert.equal(because({ partitions: 2, signature: firmware }), "it holds the firmware's own files");
  assert.equal(because({ signature: firmware }), "mount");
  assert.equal(because({ signature: signature() }), "it holds no file system");
  assert.equal(because({ signature: signature("swap") }), "it holds no files");
});

test("a stick on which nothing is recognised says so, and so does one with the rests of two file systems", () => {
  const note = { why: "unknown", name: "SanDisk Ultra" };
  const empty = facts({ isPartition: false, partitions: 0, signature: signature() });
  assert.deepEqual(planStick(empty), { kind: "note", note });
  assert.deepEqual(planStick(facts({ signature: signature(undefined, { ambiguous: true }) })), { kind: "note", note });
});

test("a stick is called by its label in any language, else by its maker's name, else by its number", () => {
  assert.equal(stickName({ label: "数据 2024", model: "M" }), "数据 2024");
  assert.equal(stickName({ label: " ", model: "SanDisk Ultra" }), "SanDisk Ultra");
  assert.equal(stickName({ serial: "4C530001" }), "4C530001");
  assert.equal(stickName({}), "USB stick");
});

test("trust 4.99: a label cannot leave its folder, hide itself, turn text around or become too long", () => {
  assert.equal(stickName({ label: "../../etc/shadow" }), "etc shadow");
  assert.equal(stickName({ label: ".notes" }), "notes");
  assert.equal(stickName({ label: "..", model: "." }), "USB stick");
  assert.equal(stickName({ label: "a\nb\u202ec\0d" }), "a b c d");
  assert.equal(stickName({ label: "; rm -rf $HOME" }), "rm -rf HOME");
  assert.equal(stickName({ label: "--bind" }), "bind");
  assert.ok(Buffer.byteLength(stickName({ label: "数".repeat(300) })) <= 120);
});

test("the second stick of one label gets a number", () => {
  const names = namesToTry("SANDISK");
  assert.deepEqual([names.next().value, names.next().value], ["SANDISK", "SANDISK 2"]);
});

test("what libblkid writes is read: labels with spaces and other letters, boot partitions, identifiers", () => {
  const text =
    "ID_FS_LABEL=MEIN_STICK\nID_FS_LABEL_ENC=MEIN\\x20STICK\\xe6\\x95\\xb0\nID_FS_TYPE=vfat\n" +
    "ID_PART_TABLE_UUID=52534531\nID_PART_ENTRY_TYPE=0xef\n";
  assert.deepEqual(signatureIn(text), {
    type: "vfat",
    label: "MEIN STICK数",
    tableId: "52534531",
    firmware: true,
    ambiguous: false,
  });
  assert.deepEqual(signatureIn(""), signature());
});

test("where a stick is mounted is read from the kernel's table, and only below the folder of sticks", () => {
  const table =
    "30 20 8:1 / /run/rackseed/sticks/MEIN\\040STICK ro - vfat /dev/sda1 ro\n" +
    "31 20 8:1 / /mnt ro - vfat /dev/sda1 ro\n32 20 8:17 / /run/rackseed/sticks/B ro - exfat /dev/sdb1 ro\n";
  assert.deepEqual(mountsOf("/dev/sda1", "/run/rackseed/sticks", table), ["/run/rackseed/sticks/MEIN STICK"]);
});
