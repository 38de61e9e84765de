import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import fc from "fast-check";
import { checkAnswer, renderAnswer } from "../../../appliance/profiles/answer-file.ts";
import { ArmingRefusedError } from "../../../appliance/profiles/context.ts";
import { readKickstart } from "../../../appliance/profiles/kickstart-text.ts";
import { readPreseed } from "../../../appliance/profiles/preseed-text.ts";
import { shlex } from "../../../appliance/profiles/shlex.ts";
import { context, DEBIAN, EL } from "./releases.ts";

const vars = (value: string | readonly string[]) => {
  const made = context();
  return { ...made, machine: { ...made.machine, vars: { v: value } } };
};
const ks = (source: string, value: string | readonly string[] = "x"): string =>
  renderAnswer("kickstart", { profile: "worker", source, release: EL[9] }, vars(value));
const preseed = (source: string, value: string | readonly string[] = "x"): string =>
  renderAnswer("preseed", { profile: "worker", source, release: DEBIAN }, vars(value));
const refused = (work: () => string): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof ArmingRefusedError) return error.message;
    throw error;
  }
  return assert.fail("was not refused");
};
/** undefined when it was refused. */
const orRefused = (work: () => string): string | undefined => {
  try {
    return work();
  } catch (error) {
    if (error instanceof ArmingRefusedError) return undefined;
    throw error;
  }
};

const hostile = fc.oneof(
  fc.string(),
  fc
    .array(
      fc.constantFrom("'", '"', "\\", "#", "%end", "%post", " ", "\n", "$(id)", "`", "{{", ";", "--", "a", "=", ","),
      {
        maxLength: 8,
      },
    )
    .map((parts) => parts.join("")),
);

test("shlex splits lines as Python's does", () => {
  const lines = [
    "rootpw --iscrypted $1$TzIdo.bL$rjBu",
    "keyboard --vckeymap=us --xlayouts='us'",
    `bootloader --append="rhgb quiet" --x=a'b'"c"`,
    `a "b \\" c" 'd\\' e\\ f # g`,
    `a#b c`,
    `"" ''`,
    `"a\\nb" "\\\\"`,
  ];
  const python = execFileSync(
    "python3",
    [
      "-c",
      "import sys,json,shlex\nprint(json.dumps([shlex.split(l,comments=True) for l in json.loads(sys.argv[1])]))",
      JSON.stringify(lines),
    ],
    { encoding: "utf8" },
  );
  assert.deepEqual(
    lines.map((line) => shlex(line).words),
    JSON.parse(python),
  );
});

for (const [place, source] of Object.entries({
  bare: "network --hostname={{ machine.vars.v }} --x",
  "double quotes": 'bootloader --append="quiet {{ machine.vars.v }}" --x',
  "single quotes": "bootloader --append='quiet {{ machine.vars.v }}' --x",
  "the filter ks": "network --hostname={{ machine.vars.v | ks }} --x",
})) {
  test(`a value in a kickstart command (${place}) is one word of that command or is refused (trust 4.102)`, () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const text = orRefused(() => ks(`text\n${source}\n%packages\n@core\n%end\n`, value));
        if (text === undefined) return;
        const { lines, sections } = readKickstart(text);
        assert.equal(lines.length, 6);
        assert.deepEqual(
          sections.map(({ name }) => name),
          ["%packages"],
        );
        const words = lines[1]?.words ?? [];
        assert.equal(words.length, 3);
        assert.equal(
          words[1],
          shlex(source.replace(/\{\{.*?\}\}/, "~")).words[1]?.replace("~", () => value),
        );
      }),
      { numRuns: 500 },
    );
  });
}

test("a value in a kickstart script is one word of the shell, and never ends the script (trust 4.102)", () => {
  fc.assert(
    fc.property(hostile, (value) => {
      const text = orRefused(() =>
        ks("%post\nset -- {{ machine.vars.v }}\n{{ machine.vars.v }} x\n%end\n%packages\n%end\n", value),
      );
      if (text === undefined) return;
      const { lines, sections } = readKickstart(text);
      assert.equal(sections.length, 2);
      assert.equal(lines.length, 7);
      assert.doesNotMatch(text, /^%(?!post$|end$|packages$)/m);
    }),
    { numRuns: 300 },
  );
});

test("the shell reads back the very value that a kickstart script was given (trust 4.102)", () => {
  for (const value of ["a b", "it's", "$(touch x)", "`id`", '"', "\\", "#", "a;b", "%end x"]) {
    const line = ks("%post\nprintf %s {{ machine.vars.v }}\n%end\n", value).split("\n")[1] ?? "";
    assert.equal(execFileSync("sh", ["-c", line], { encoding: "utf8" }), value);
  }
});

test("an answer of a preseed file keeps its value or is refused (trust 4.102)", () => {
  fc.assert(
    fc.property(hostile, (value) => {
      const text = orRefused(() =>
        preseed("d-i netcfg/get_hostname string {{ machine.vars.v }}\nd-i a/b boolean true\n", value),
      );
      if (text === undefined) return;
      const { entries } = readPreseed(text);
      assert.deepEqual(
        entries.map((entry) => [entry.question, entry.value]),
        [
          ["netcfg/get_hostname", value],
          ["a/b", "true"],
        ],
      );
    }),
    { numRuns: 500 },
  );
});

test("a value in a preseed command is one word of the shell (trust 4.102)", () => {
  for (const value of ["a b", "it's", "$(touch x)", "`id`", "#", "a;b"]) {
    const text = preseed("d-i preseed/late_command string true \\\n ; printf %s {{ machine.vars.v }}\n", value);
    const [entry] = readPreseed(text).entries;
    assert.equal(execFileSync("sh", ["-c", entry?.value ?? ""], { encoding: "utf8" }), value);
  }
});

const REFUSALS: Record<string, [() => string, RegExp]> = {
  "a host name with a second line": [
    () => ks("network --hostname={{ machine.vars.v }}", "x\nrootpw --plaintext a"),
    /line break/,
  ],
  "an empty disk list": [
    () => ks("ignoredisk --only-use={{ machine.vars.v | join: ',' }}", []),
    /Arming node-01 is refused.*line 1.*machine\.vars\.v.*the value is empty/,
  ],
  "a variable that the machine lacks": [
    () => ks("text\nnetwork --hostname={{ machine.vars.rack }}"),
    /Arming node-01 is refused.*line 2, machine\.vars\.rack has no value/,
  ],
  "a value in the place of a command": [
    () => ks("{{ machine.vars.v }} --all", "clearpart"),
    /cannot be the name of a command/,
  ],
  "a package that is none": [() => ks("%packages\n{{ machine.vars.v }}\n%end", "%post"), /not the name of a package/],
  "a value in the place of a question": [
    () => preseed("d-i {{ machine.vars.v }} string x", "a/b"),
    /only stand in the value/,
  ],
  "a yes that is no boolean": [() => preseed("d-i a/b boolean {{ machine.vars.v }}", "yes"), /true or false/],
  "a second choice by a comma": [
    () => preseed("tasksel tasksel/first multiselect {{ machine.vars.v }}", "a, b"),
    /comma/,
  ],
  "quotes around | ks": [
    () => ks("bootloader --append='{{ machine.vars.v | ks }}'", "a b"),
    /take the quotes around it away/,
  ],
};
for (const [name, [work, reason]] of Object.entries(REFUSALS)) {
  test(`${name} refuses arming and says where (trust 4.102, 4.104)`, () => {
    assert.match(refused(work), reason);
  });
}

test("at save time unknown variables are found in answer files of every language, and the names below vars are free", () => {
  assert.deepEqual(checkAnswer("kickstart", "network --hostname={{ machine.vars.rack }}-{{ settings.user }}\n"), []);
  assert.match(
    checkAnswer("kickstart", "lang {{ settings.local }}")[0]?.message ?? "",
    /did you mean "settings.locale"/,
  );
  assert.match(checkAnswer("preseed", "d-i {{ machine.name }} string x")[0]?.message ?? "", /only stand in the value/);
  assert.match(checkAnswer("autoinstall", "a: b: {{ machine.name }}")[0]?.message ?? "", /not valid YAML/);
});
