import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import fc from "fast-check";
import { parse } from "yaml";
import { checkProfile, cloudConfigKind, renderCloudConfig } from "../../../appliance/profiles/cloud-config.ts";
import type { TemplateContext } from "../../../appliance/profiles/context.ts";

const context = (
  machine: Partial<TemplateContext["machine"]> = {},
  more: Partial<TemplateContext> = {},
): TemplateContext => ({
  machine: { name: "node-01", mac: "52:54:00:77:00:01", address: "10.77.0.11", ...machine },
  image: { name: "coreos-1010.5.0", version: "1010.5.0" },
  profile: { name: "worker", disk: "/dev/sda" },
  appliance: { address: "10.77.0.1", url: "http://10.77.0.1" },
  ...more,
});
const render = (
  cloudConfig: string,
  machine: Partial<TemplateContext["machine"]> = {},
  more: Partial<TemplateContext> = {},
) => renderCloudConfig({ name: "worker", cloudConfig }, context(machine, more)).text;
const yaml = (line: string, name: string): string =>
  render(`#cloud-config\n${line}\n`, { name }).replace("#cloud-config\n", "").trimEnd();
const script = (body: string, name: string): string =>
  render(`#!/bin/sh\n${body}\n`, { name }).replace("#!/bin/sh\n", "").trimEnd();

test("the everyday hostname stays plain", () => {
  assert.equal(yaml("hostname: {{ machine.name }}", "node-01"), "hostname: node-01");
});

test("nothing but the values changes in a document with comments, odd spaces and blocks", () => {
  const text =
    "#cloud-config\n# a  comment\nhostname:   node-01   # {{ machine.mac }}\n\nunits:\n- { name: 'x' , enable: true }\nfile: |\n    a\n      b\n";
  assert.equal(render(text), text.replace("{{ machine.mac }}", "52:54:00:77:00:01"));
});

const bare: Record<string, [value: string, written: string]> = {
  "a word that YAML 1.1 reads as false": ["no", 'hostname: "no"'],
  "the letter y": ["y", 'hostname: "y"'],
  "a word that YAML reads as null": ["null", 'hostname: "null"'],
  "the tilde": ["~", 'hostname: "~"'],
  "a name that looks like a float": ["1e3", 'hostname: "1e3"'],
  "an octal number": ["0777", 'hostname: "0777"'],
  "a time, which YAML 1.1 reads in base 60": ["12:30", 'hostname: "12:30"'],
  "a MAC that YAML 1.1 reads in base 60": ["52:54:00:12:34:56", 'hostname: "52:54:00:12:34:56"'],
  "a date": ["2026-01-02", 'hostname: "2026-01-02"'],
  "an address": ["10.77.0.11", "hostname: 10.77.0.11"],
  "a comment sign": ["#", 'hostname: "#"'],
  "a comment behind a word": ["a # b", 'hostname: "a # b"'],
  "a mapping in disguise": ["a: b", 'hostname: "a: b"'],
  "an alias": ["*x", 'hostname: "*x"'],
  "an anchor": ["&x", 'hostname: "&x"'],
  "a tag": ["!!binary x", 'hostname: "!!binary x"'],
  "a list": ["[a, b]", 'hostname: "[a, b]"'],
  quotes: [`"a" 'b'`, `hostname: "\\"a\\" 'b'"`],
  nothing: ["", 'hostname: ""'],
  "a space at the end": ["a ", 'hostname: "a "'],
  "a document end": ["---", 'hostname: "---"'],
};
for (const [what, [value, written]] of Object.entries(bare)) {
  test(`in a bare place: ${what}`, () => {
    assert.equal(yaml("hostname: {{ machine.name }}", value), written);
  });
}

test("every other place of a YAML document gets the encoding of that place", () => {
  const hostile = `it's "x": #1`;
  const text = yaml(
    [
      'double: "<{{ machine.name }}>"',
      "single: '<{{ machine.name }}>'",
      "part: a {{ machine.name }} b",
      "url: {{ appliance.url }}/x/{{ machine.mac }}.yml",
      "list: [{{ machine.name }}, b]",
      "{{ machine.name }}: key",
      "block: |",
      "  <{{ machine.name }}>",
      "# {{ machine.name }}",
    ].join("\n"),
    hostile,
  );
  assert.deepEqual(parse(text), {
    double: `<${hostile}>`,
    single: `<${hostile}>`,
    part: `a ${hostile} b`,
    url: "http://10.77.0.1/x/52:54:00:77:00:01.yml",
    list: [hostile, "b"],
    [hostile]: "key",
    block: `<${hostile}>\n`,
  });
});

test("any one-line name is read back as itself from every place, by YAML 1.1 and 1.2", () => {
  const lines = [
    'd: "{{ machine.name }}"',
    "s: '{{ machine.name }}'",
    "b: {{ machine.name }}",
    "p: x {{ machine.name }}",
    "f: [{{ machine.name }}]",
  ];
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 12 }), (name) => {
      fc.pre(!/[\p{Cc}\u2028\u2029\ufeff\p{Cs}\u202a-\u202e\u2066-\u2069]/u.test(name));
      const text = yaml(lines.join("\n"), name);
      for (const version of ["1.1", "1.2"] as const) {
        assert.deepEqual(parse(text, { version }), { d: name, s: name, b: name, p: `x ${name}`, f: [name] });
      }
    }),
    { numRuns: 300 },
  );
});

test("a line break in a name refuses arming and names machine, line and variable", () => {
  for (const line of [
    "hostname: {{ machine.name }}",
    'x: "{{ machine.name }}"',
    "x: |\n  {{ machine.name }}",
    "# {{ machine.name }}",
  ]) {
    assert.throws(() => yaml(line, "x\nfoo: bar"), {
      name: "ArmingRefusedError",
      message:
        /^Arming x\nfoo: bar is refused: in the cloud-config of profile "worker", line [23], \{\{ machine\.name \}\}: the value contains a line break \(U\+000A at position 2\)\.$/,
    });
  }
  assert.throws(() => yaml("hostname: {{ machine.name }}", "a\u202eb"), /a control character \(U\+202E/);
});

test("an explicit encoder is the last word", () => {
  assert.equal(yaml("hostname: {{ machine.name | yaml }}", "no"), 'hostname: "no"');
  assert.equal(yaml("hostname: {{ machine.name | json }}", "x\nfoo: bar"), String.raw`hostname: "x\nfoo: bar"`);
  assert.equal(yaml("hostname: {{ machine.name | json }}", "node-01"), 'hostname: "node-01"');
  assert.equal(yaml("url: http://x/{{ machine.name | url }}", "a b&c'd"), "url: http://x/a%20b%26c%27d");
  assert.equal(yaml("run: echo {{ machine.name | sh }}", "a b"), "run: echo 'a b'");
  assert.equal(yaml("run: echo {{ machine.name | sh }}", "a: b"), `run: "echo 'a: b'"`);
  assert.equal(yaml("n: {{ machine.name | size }}", "abc"), "n: 3");
});

test("a filter behind an encoder does not get its result out unencoded", () => {
  assert.equal(yaml("x: {{ machine.name | json | remove: '\"' }}", "a: b"), 'x: "a: b"');
});

test("shell quotes inside the command's own quotes are refused, in every YAML style", () => {
  for (const line of [
    'x: |\n  echo "{{ machine.name | sh }}"',
    'x: "echo \\"{{ machine.name | sh }}\\""',
    'x: echo "{{ machine.name | sh }}"',
  ]) {
    assert.throws(() => yaml(line, "$(reboot)"), /take the quotes around it away/);
    assert.ok(yaml(line, "node-01").includes("node-01"));
  }
});

test("in a script every value is one word", () => {
  assert.equal(script("echo {{ machine.name }}", "node-01"), "echo node-01");
  for (const hostile of [
    "a b",
    "$(reboot)",
    "`reboot`",
    "it's",
    "; reboot",
    "a\\",
    '"',
    "*",
    "~",
    "x=$HOME",
    "-n",
    "=a",
  ]) {
    const printed = execFileSync(
      "sh",
      ["-c", script("printf '[%s]' {{ machine.name }} x{{ machine.name | sh }}", hostile)],
      { encoding: "utf8" },
    );
    assert.equal(printed, `[${hostile}][x${hostile}]`);
  }
});

test("in a script a value that needs quotes is refused wherever quotes would not protect it", () => {
  const places = [
    'echo "{{ machine.name }}"',
    "echo '{{ machine.name }}'",
    'echo "{{ machine.name | sh }}"',
    'echo "$(echo "{{ machine.name }}")"',
    "cat <<X\n{{ machine.name }}\nX",
    "echo `echo {{ machine.name }}`",
    "echo $'{{ machine.name }}'",
    "echo \\{{ machine.name }}",
  ];
  for (const place of places) {
    assert.throws(() => script(place, "$(reboot) 'x"), /ArmingRefusedError|refused/, place);
    assert.ok(script(place, "node-01").includes("node-01"), place);
  }
  assert.equal(
    script(`A="it's \${HOME} \\" $x" # "don't\necho {{ machine.name }}`, "a b").split("\n")[1],
    "echo 'a b'",
  );
});

test("a variable that is not there refuses arming, unless it has a default", () => {
  assert.throws(() => render("#cloud-config\na: 1\nserial: {{ machine.serial }}\n"), {
    message:
      'Arming node-01 is refused: in the cloud-config of profile "worker", line 3, machine.serial has no value; give one, or write | default: "…" behind it.',
  });
  assert.throws(() => render("#cloud-config\nx: {{ run.report }}/up\n"), /run\.report has no value|run has no value/);
  assert.equal(render('#cloud-config\nx: {{ run.report | default: "" }}\n'), '#cloud-config\nx: ""\n');
  assert.equal(
    render("#cloud-config\n{% if run.report %}x: {{ run.report }}/up\n{% endif %}y: 1\n"),
    "#cloud-config\ny: 1\n",
  );
  const run = { run: { report: "http://10.77.0.1/runs/t0ken" } };
  assert.equal(
    render("#cloud-config\nx: {{ run.report }}/up\n", {}, run),
    "#cloud-config\nx: http://10.77.0.1/runs/t0ken/up\n",
  );
});

const problems = (cloudConfig: string): string[] =>
  checkProfile({ name: "worker", cloudConfig }).map(({ line, message }) => `${line}: ${message}`);
const problem = (cloudConfig: string): string => problems(cloudConfig)[0] ?? "";

test("configuration time finds every unknown variable and filter with its line", () => {
  assert.deepEqual(problems("#cloud-config\nhostname: {{ machine.name }}\n"), []);
  assert.deepEqual(
    problems("#cloud-config\nhostname: {{ machine.nmae }}\nx: {{ foo }}\n{% if run.port %}{% endif %}\n"),
    [
      '2: there is no variable "machine.nmae"; did you mean "machine.name"?',
      '3: there is no variable "foo" (there are: machine, image, profile, settings, appliance, run)',
      '4: there is no variable "run.port"; did you mean "run.report"?',
    ],
  );
  assert.deepEqual(problem("#cloud-config\nx: {{ machine }}\n").slice(0, 34), '2: "machine" is a group of values;');
  assert.match(
    problem("#cloud-config\n\nx: {{ machine.name | shh }}\n"),
    /^3: there is no filter "shh" \(there are: sh, yaml/,
  );
  assert.match(problem("#cloud-config\nx: {{ machine.name | raw }}\n"), /^2: there is no filter "raw"/);
  assert.match(problem("#cloud-config\n{% include 'x' %}\n"), /^2: there is no tag \{% include %\}/);
  assert.match(problem("#cloud-config\n{% capture x %}{% endcapture %}\n"), /^2: there is no tag/);
  assert.match(problem("#cloud-config\nx: {{ machine.name\n"), /^2: .*not closed/);
  assert.match(problem("#cloud-config\n{% if machine.name %}\n"), /^2: .*not closed/);
  assert.match(problem("#cloud-config\na: 1\n b: [\n"), /not valid YAML/);
  assert.match(problem("#cloud-config\na: 1\na: 2\n"), /^3: not valid YAML: the key "a" stands twice/);
  assert.match(problem("#cloud-config\na:\n\t- b\n"), /^3: not valid YAML: Tabs are not allowed/);
  assert.match(
    problem("#cloud-config\nx: *{{ machine.name }}\n"),
    /^2: \{\{ machine.name \}\}: no value can stand here/,
  );
  assert.match(problem("#cloud-config\nx: \ue0000\ue001\n"), /^2: contains a private-use character/);
});

test("the first line decides the kind, and anything else is refused with the reason", () => {
  assert.equal(cloudConfigKind("#cloud-config  \nx: 1"), "yaml");
  assert.equal(cloudConfigKind("#!/bin/sh\n"), "script");
  for (const text of [
    "",
    "\n#cloud-config\n",
    "\ufeff#cloud-config\n",
    "hostname: x\n",
    '{"ignition":{}}',
    "#cloud-configs\n",
  ]) {
    assert.match(problem(text), /^1: (the first line is|a byte order mark)/);
  }
});

test("hostile templates end with a message, soon", () => {
  const bomb =
    "#cloud-config\na: &a [x,x,x,x,x,x,x,x,x]\n" +
    "bcdefghi".replaceAll(/./g, (key, at: number) => `${key}: &${key} [${`*${"abcdefgh"[at] ?? ""},`.repeat(9)}]\n`);
  assert.match(problem(bomb), /Excessive alias count/);
  assert.match(problem(`#cloud-config\nx: ${"[".repeat(100_000)}\n`), /nested more than 64 levels/);
  assert.match(problem(`#cloud-config\n${"- ".repeat(50_000)}x\n`), /nested more than 64 levels/);
  assert.match(
    problem("#cloud-config\n{% for i in (1..100000000) %}x{% endfor %}\n"),
    /too long or too much memory|beyond 256 KiB/,
  );
  assert.match(problem(`#cloud-config\n${"x".repeat(300_000)}\n`), /too long or too much memory|beyond 256 KiB/);
  assert.match(problem("#cloud-config\n{{ machine.name.constructor | json }}\n"), /there is no variable/);
});
