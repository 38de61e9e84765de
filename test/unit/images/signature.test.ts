import assert from "node:assert/strict";
import { test } from "node:test";
import { isOurFolder, folderName, planImport } from "../../../appliance/images/catalog.ts";
import { judge, onlySignatures, parseKeyListing } from "../../../appliance/images/signature.ts";

const FPR = "8C9D10C3590AA3AC25166A644D61D5DF2C525AE7";
// As gpg 2.2.40 prints a subkey without an end of its own under a primary key that ended in 2021.
const LISTING = `pub:e:255:22:8AABED87936AB327:1577836800:1622505600::-:::c:::::ed25519:::0:
fpr:::::::::F7B20DBC3FA5F1445BB70AB28AABED87936AB327:
uid:e::::1577836800::4676ED8FAF0218B07F55E61CA2F1ACF41D1CEBAF::PE <pe@x>::::::::::0:
sub:e:255:22:4D61D5DF2C525AE7:1577836800::::::s:::::ed25519::
fpr:::::::::${FPR}:
`;
const keys = parseKeyListing(LISTING);
const now = new Date("2026-10-01");
const valid = (made: string, hash = "8", type = "00", fingerprint = FPR): string =>
  `[GNUPG:] NEWSIG\n[GNUPG:] VALIDSIG ${fingerprint} 2020-06-01 ${made} 0 4 0 22 ${hash} ${type} F7B20DBC3FA5F1445BB70AB28AABED87936AB327\n`;
const code = (status: string): string => {
  const verdict = judge(status, keys, now);
  return verdict.verdict === "refused" ? verdict.code : verdict.verdict;
};

test("a subkey ends with its primary key at the latest", () => {
  assert.deepEqual(
    keys.map((key) => key.expiresAt?.toISOString()),
    ["2021-06-01T00:00:00.000Z", "2021-06-01T00:00:00.000Z"],
  );
});

const rows: Record<string, [status: string, code: string]> = {
  "made while the key was valid": [valid("1590969600"), "good-key-expired"],
  "made in the second in which the key ended": [valid("1622505600"), "RS_IMAGE_SIG_TIME"],
  "made before the key was": [valid("1500000000"), "RS_IMAGE_SIG_TIME"],
  "made by a key that is not named": [valid("1590969600", "8", "00", "0".repeat(40)), "RS_IMAGE_SIG_STRANGER"],
  "made with SHA-1": [valid("1590969600", "2"), "RS_IMAGE_SIG_WEAK"],
  "a signature of text, not of bytes": [valid("1590969600", "8", "01"), "RS_IMAGE_SIG_UNREADABLE"],
  "valid, but its key is revoked": [
    valid("1590969600").replace("VALIDSIG", "REVKEYSIG 1 x\n[GNUPG:] VALIDSIG"),
    "RS_IMAGE_SIG_REVOKED",
  ],
  "valid, but ended itself": [
    valid("1590969600").replace("VALIDSIG", "EXPSIG 1 x\n[GNUPG:] VALIDSIG"),
    "RS_IMAGE_SIG_EXPIRED",
  ],
  bad: ["[GNUPG:] NEWSIG\n[GNUPG:] BADSIG 4D61D5DF2C525AE7 x\n", "RS_IMAGE_SIG_BAD"],
  "by an unknown algorithm": [
    "[GNUPG:] NEWSIG\n[GNUPG:] ERRSIG 4D61D5DF2C525AE7 99 8 00 1590969600 4 -\n",
    "RS_IMAGE_SIG_UNREADABLE",
  ],
  "good, with junk behind it": [`[GNUPG:] NODATA 3\n${valid("1590969600")}`, "RS_IMAGE_SIG_JUNK"],
  "nothing at all": ["", "RS_IMAGE_SIG_JUNK"],
  "a name that plays status line": ["[GNUPG:] NEWSIG\n[GNUPG:] BADSIG 4D61 [GNUPG:] VALIDSIG\n", "RS_IMAGE_SIG_BAD"],
  "one good, one bad": [`${valid("1590969600")}[GNUPG:] NEWSIG\n[GNUPG:] BADSIG 4D61 x\n`, "RS_IMAGE_SIG_BAD"],
};
for (const [what, [status, want]] of Object.entries(rows)) {
  test(`a signature ${what}: ${want}`, () => assert.equal(code(status), want));
}

test("packets are told apart in both formats, and nothing may follow", () => {
  const packets: Record<string, [number[], boolean]> = {
    "old format, one length byte": [[0x88, 4, 4, 0, 0, 0], true],
    "old format, two length bytes": [[0x89, 0, 3, 4, 0, 0], true],
    "new format": [[0xc2, 4, 4, 0, 0, 0], true],
    "a literal packet": [[0xcb, 4, 4, 0, 0, 0], false],
    "indeterminate length": [[0x8b, 4, 4, 0, 0, 0], false],
    "a length beyond the end": [[0x88, 9, 4, 0, 0, 0], false],
    "no packet": [[0x3c, 0x68, 0x74, 0x6d, 0x6c, 0x3e], false],
    nothing: [[], false],
  };
  for (const [what, [bytes, want]] of Object.entries(packets))
    assert.equal(onlySignatures(Buffer.from(bytes)), want, what);
});

test("folder names are readable and never paths", () => {
  for (const name of ["coreos-1010.5.0", "../../etc", "; rm -rf $HOME", "服务器", ".hidden", "x".repeat(255)]) {
    const folder = folderName(name, "0123456789ab");
    assert.match(folder, /^[a-z0-9-]?[a-z0-9.-]{0,40}~0123456789ab$/);
    assert.ok(isOurFolder(folder));
  }
  assert.ok(!isOurFolder("photos") && !isOurFolder("a~b"));
});

test("the version is the configuration's, else version.txt's, else the folder's name", () => {
  const files = ["pxe.vmlinuz", "pxe_image.cpio.gz", "image.bin.bz2"].map((end) => ({
    name: `flatcar_production_${end}`,
    size: 1,
    modified: 1,
  }));
  const version = (more: object, text?: string): string =>
    planImport({ name: "x", source: "/m/4081.2.0", verify: "none", ...more }, files, text).version;
  assert.equal(version({ version: "1.2" }, "FLATCAR_VERSION=3\n"), "1.2");
  assert.equal(version({}, 'FLATCAR_BUILD=1\nFLATCAR_VERSION="3975.2.0"\nFLATCAR_VERSION_ID=9\n'), "3975.2.0");
  assert.equal(version({}), "4081.2.0");
  for (const bad of ["..", "a/b", "", "-x", "a b", "x".repeat(65)])
    assert.throws(() => version({ version: bad }), { code: "RS_IMAGE_VERSION" });
});
