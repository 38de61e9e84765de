import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { validateIgnition } from "../../../appliance/profiles/ignition-validate.ts";
import { ignitionOf } from "../../../appliance/profiles/ignition/butane.ts";
import { dataUrl } from "../../../appliance/profiles/ignition/data-url.ts";
import { escapedPath } from "../../../appliance/profiles/ignition/mount-unit.ts";
import { TemplateError } from "../../../appliance/profiles/template.ts";
import { EVERYTHING, flatcar, textOf } from "./butane-text.ts";

const refused = (text: string): string => {
  try {
    ignitionOf(text);
  } catch (thrown) {
    assert.ok(thrown instanceof TemplateError);
    return thrown.message;
  }
  return "not refused";
};

test("Butane's common keys become Ignition's, spelt as Ignition spells them", () => {
  const { value, minor } = ignitionOf(EVERYTHING);
  assert.equal(minor, 3);
  const { passwd, storage, systemd, ignition, kernelArguments } = value as Record<string, Record<string, unknown[]>>;
  assert.deepEqual(ignition, { version: "3.3.0", timeouts: { httpTotal: 30 } });
  assert.deepEqual(passwd, {
    users: [
      {
        name: "core",
        sshAuthorizedKeys: ["ssh-ed25519 AAAA me"],
        passwordHash: "$6$salt$hash",
        homeDir: "/home/core",
        groups: ["docker"],
        noCreateHome: true,
      },
    ],
    groups: [{ name: "ops", gid: 2000 }],
  });
  assert.deepEqual(storage?.["disks"], [
    {
      device: "/dev/sdb",
      wipeTable: true,
      partitions: [
        { label: "data", number: 1, sizeMiB: 1024, startMiB: 0, typeGuid: "0FC63DAF-8483-4772-8E79-3D69D8477DE4" },
      ],
    },
  ]);
  assert.deepEqual(storage["files"], [
    { path: "/etc/motd", mode: 0o644, overwrite: true, contents: { source: "data:,Welcome" }, user: { name: "core" } },
    {
      path: "/opt/tool",
      mode: 0o755,
      contents: {
        source: "http://10.77.0.1/tool",
        verification: { hash: `sha256-${"ab".repeat(32)}` },
        httpHeaders: [{ name: "Authorization", value: "x" }],
      },
    },
    { path: "/etc/hosts", append: [{ source: "data:,10.77.0.1%20rackseed" }] },
  ]);
  assert.deepEqual(storage["luks"], [
    { name: "secret", device: "/dev/sde", keyFile: { source: "data:,pass" }, wipeVolume: true },
  ]);
  assert.deepEqual(kernelArguments, { shouldExist: ["console=ttyS0"] });
  const [docker, mount] = (systemd?.["units"] ?? []) as { name: string; contents: string }[];
  assert.equal(docker?.name, "docker.service");
  assert.equal(mount?.name, "var-lib-my\\x2ddata.mount");
  assert.match(mount.contents, /Where=\/var\/lib\/my-data\nWhat=.*data\nType=ext4\nOptions=noatime\n/);
});

test("ignition-validate finds nothing in what Butane's common keys become", async () => {
  assert.deepEqual(await validateIgnition(ignitionOf(EVERYTHING)), { errors: [], warnings: [] });
});

const VERSIONS: [string, string, string][] = [
  ["fcos", "1.0.0", "3.0.0"],
  ["fcos", "1.1.0", "3.1.0"],
  ["fcos", "1.2.0", "3.2.0"],
  ["fcos", "1.3.0", "3.2.0"],
  ["fcos", "1.4.0", "3.3.0"],
  ["fcos", "1.5.0", "3.4.0"],
  ["fcos", "1.6.0", "3.5.0"],
  ["flatcar", "1.0.0", "3.3.0"],
  ["flatcar", "1.1.0", "3.4.0"],
];
for (const [variant, version, ignition] of VERSIONS) {
  test(`${variant} ${version} becomes Ignition ${ignition}`, () => {
    assert.deepEqual(ignitionOf(`variant: ${variant}\nversion: ${version}\n`).value, {
      ignition: { version: ignition },
    });
  });
}

const REFUSALS: Record<string, [text: string, sentence: RegExp]> = {
  "an unknown key, with the nearest one": [
    flatcar("storage:\n  files:\n    - path: /a\n      contnets: {}\n"),
    /^line 6: there is no key "contnets" in storage\.files\.0; did you mean "contents"\?$/,
  ],
  "a file from beside the document": [
    flatcar("storage:\n  files:\n    - path: /a\n      contents:\n        local: a.txt\n"),
    /^line 7: storage\.files\.0\.contents\.local cannot be used: it names a file beside the document/,
  ],
  "boot_device, which is Butane's alone": [
    flatcar("boot_device:\n  mirror: { devices: [/dev/sda, /dev/sdb] }\n"),
    /^line 3: boot_device cannot be used: Rackseed does not translate boot_device: .*butane/,
  ],
  "source and inline at once": [
    flatcar("storage:\n  files:\n    - path: /a\n      contents: { source: 'http://x', inline: y }\n"),
    /^line 6: storage\.files\.0\.contents has both source and inline/,
  ],
  "a path that is not absolute": [
    flatcar("storage:\n  files:\n    - path: etc/motd\n"),
    /^line 5: storage\.files\.0\.path must be an absolute path, not "etc\/motd"$/,
  ],
  "a file without a path": [flatcar("storage:\n  files:\n    - mode: 0644\n"), /^line 5: .* lacks the key "path"$/],
  "a mode beyond 07777": [flatcar("storage:\n  files:\n    - {path: /a, mode: 0100644}\n"), /mode is at most 07777/],
  "one path twice": [
    flatcar("storage:\n  files:\n    - path: /a\n    - path: /a\n"),
    /^line 6: storage\.files has "\/a" twice, in line 5 already$/,
  ],
  "one path that is a file and a directory": [
    flatcar("storage:\n  files:\n    - path: /a\n  directories:\n    - path: /a\n"),
    /^line 7: "\/a" stands among storage\.files already/,
  ],
  "a key that is newer than the document's version": [
    "variant: fcos\nversion: 1.1.0\nstorage:\n  luks:\n    - {name: a, device: /dev/b}\n",
    /^line 4: "luks" needs Ignition 3\.2, and this document is fcos 1\.1\.0$/,
  ],
  "a key twice": [flatcar("passwd: {}\npasswd: {}\n"), /^line 4: the key "passwd" stands twice in the document$/],
  "a list where a mapping belongs": [flatcar("storage: [a]\n"), /^line 3: storage must be a mapping/],
  "a mapping where a list belongs": [flatcar("storage:\n  files: {}\n"), /^line 4: storage\.files must be a list/],
  "text where a number belongs": [flatcar("passwd:\n  users: [{name: a, uid: one}]\n"), /uid must be a whole number$/],
  "an unknown variant": ["variant: openshift\nversion: 4.8.0\n", /^line 1: there is no variant "openshift" here/],
  "an unknown version": [
    "variant: fcos\nversion: 9.0.0\n",
    /^line 2: there is no version "9\.0\.0" of the variant fcos/,
  ],
  "no variant": ["storage: {}\n", /^line 1: the key "variant" is missing/],
  "a text that is no mapping": ["hello\n", /not a mapping/],
  "an empty text": ["", /the document is empty/],
  "an alias that holds itself": [flatcar("storage:\n  files: &a\n    - *a\n"), /files\.0 must be a mapping/],
  "aliases that grow beyond all measure": [
    flatcar(
      `passwd:\n  users:\n    - {name: a, groups: &g [${"x,".repeat(1000)}]}\n${Array.from({ length: 100 }, (_, at) => `    - {name: u${at}, groups: *g}\n`).join("")}`,
    ),
    /the document has more than 50000 values$/,
  ],
  "broken JSON": ['{\n"ignition": {,\n}', /^line 2: not valid JSON/],
  "JSON of something else": ['{"a": 1}', /no Ignition configuration$/],
  "an unknown key of Ignition": [
    '{"ignition":{"version":"3.3.0"},\n"storage":{"files":[{"path":"/a","content":{}}]}}',
    /^line 2: there is no key "content" in storage\.files\.0; did you mean "contents"\?$/,
  ],
  "Butane's inline in Ignition JSON": [
    '{"ignition":{"version":"3.3.0"},"storage":{"files":[{"path":"/a","contents":{"inline":"x"}}]}}',
    /there is no key "inline"/,
  ],
};
for (const [what, [text, sentence]] of Object.entries(REFUSALS)) {
  test(`refused with its line: ${what}`, () => assert.match(refused(text), sentence));
}

test("trust 4.107: Ignition of version 1 or 2 is refused, with what to do", () => {
  for (const text of [
    '{"ignition":{"version":"2.3.0"}}',
    '{"ignitionVersion": 1}',
    '{"ignition":{"version":"1.0.0"}}',
  ]) {
    assert.match(refused(text), /^line 1: this is Ignition [12].*read version 3\. Write it anew as Butane/);
  }
  assert.match(refused('{"ignition":{"version":"3.9.0"}}'), /newer than what Rackseed knows/);
});

test("Ignition JSON is taken as it is, tabs and all", () => {
  const given = {
    ignition: { version: "3.2.0" },
    storage: { files: [{ path: "/a", mode: 420, contents: { source: "data:,a" } }] },
  };
  for (const indent of ["", "  ", "\t"]) assert.deepEqual(ignitionOf(JSON.stringify(given, null, indent)).value, given);
});

test("a mode without its leading zero is a warning", () => {
  const { warnings, value } = ignitionOf(flatcar("storage:\n  files:\n    - path: /a\n      mode: 644\n"));
  assert.deepEqual(value["storage"], { files: [{ path: "/a", mode: 644 }] });
  assert.match(warnings[0]?.message ?? "", /mode is 644, a decimal number: .* write 0644$/);
  assert.equal(warnings[0]?.line, 6);
});

test("a data URL holds the very text, however it was packed", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 2000 }), fc.boolean(), (text, mayCompress) => {
      const url = dataUrl(text, mayCompress);
      assert.equal(textOf(url), text.toWellFormed());
      assert.ok(mayCompress || url.compression === undefined);
    }),
  );
});

test("a long text is compressed, a short one stays readable", () => {
  assert.deepEqual(dataUrl("hello there", true), { source: "data:,hello%20there" });
  const long = dataUrl("the same line again\n".repeat(200), true);
  assert.equal(long.compression, "gzip");
  assert.ok(long.source.length < 200);
});

test("whatever the bytes of an answer file, it is translated or refused in words", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), fc.nat(200), (noise, at) => {
      const text = EVERYTHING.slice(0, at * 5) + noise + EVERYTHING.slice(at * 5 + 3);
      try {
        ignitionOf(text);
      } catch (thrown) {
        assert.ok(thrown instanceof TemplateError, String(thrown));
      }
    }),
    { numRuns: 200 },
  );
});

test(
  "a path becomes a unit's name as systemd-escape makes it",
  { skip: !existsSync("/usr/bin/systemd-escape") && "systemd-escape is not installed" },
  () => {
    for (const path of ["/", "/var/lib/my-data", "/.hidden/a b", "/dev/disk/by-id/x:1", "/a//b/", "/é"]) {
      assert.equal(
        escapedPath(path),
        spawnSync("systemd-escape", ["--path", path], { encoding: "utf8" }).stdout.trim(),
      );
    }
  },
);
