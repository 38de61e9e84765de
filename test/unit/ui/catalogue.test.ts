// The words of the pages: both languages say everything, and nothing is said past them.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { pseudo, pseudoText } from "../../../ui/src/text/pseudo.ts";

const SOURCE = join(import.meta.dirname, "../../../ui/src");
const AREAS = readdirSync(join(SOURCE, "text"))
  .filter((name) => /(^|\.)en\.ts$/.test(name))
  .map((name) => name.replace(/\.?en\.ts$/, ""));

/** Every text of a module's exports by its path; a function stands for what it says. */
async function textsOf(area: string, language: string): Promise<Map<string, unknown>> {
  const file = `${area === "" ? "" : `${area}.`}${language}.ts`;
  const exported = (await import(join(SOURCE, "text", file))) as Record<string, unknown>;
  const found = new Map<string, unknown>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value === "object" && value !== null)
      for (const [key, inner] of Object.entries(value)) walk(inner, `${path}.${key}`);
    else found.set(path, value);
  };
  for (const [name, value] of Object.entries(exported)) walk(value, name.replace(new RegExp(`${language}$`, "i"), ""));
  return found;
}

/** Texts that are rightly the same in both languages: names of DHCP messages, of standards and of files, and the topics' ids. */
const SAME: readonly RegExp[] = [
  /^doctor\.step\.(discover|offer|request|ack|release)$/,
  /^\.bootsBy\.(bios|uefi)$/,
  /^\.factUuid$/,
  /^\.importKsText$/,
  /^profiles\.cloudConfig$/,
  /^exports\.formats\.(ssh-config|machines\.csv|hosts|prometheus\.json|netbox\.csv)\.0$/,
  /^panel-settings\.pin$/,
  /^webhooks\.templates\.slack$/,
  /^helptopics\.\d+\.id$/,
];

test("there are catalogues to look at", () => assert.ok(AREAS.length > 5, AREAS.join(", ")));

for (const area of AREAS) {
  const name = area === "" ? "the frame" : area;
  test(`person 1.3: ${name} has the same keys in English and in Chinese, and every text of words is translated`, async () => {
    const [en, zh] = await Promise.all([textsOf(area, "en"), textsOf(area, "zh")]);
    assert.deepEqual([...zh.keys()].sort(), [...en.keys()].sort());
    const untranslated = [...en].filter(
      ([path, text]) =>
        typeof text === "string" &&
        /[a-z]{2}/i.test(text) &&
        zh.get(path) === text &&
        !SAME.some((one) => one.test(`${area}${path}`)),
    );
    assert.deepEqual(
      untranslated.map(([path, text]) => `${area}${path}: ${String(text)}`),
      [],
    );
    const other = [...en].filter(([path, text]) => typeof text !== typeof zh.get(path));
    assert.deepEqual(other, []);
  });
}

/** What may stand in a template: the name of the thing, the languages' own names, units, and examples of what is typed. */
const MAY_STAND = /^(Rackseed|EN|English|中文|GB|MB|kB|s|ms|IPv4|MAC|CSV|YAML|PEM|SHA-256|https:\/\/|node-\{01\.\.\})$/;

/** The letters between tags of the html templates of a source text, expressions taken out however deep they nest. */
function literalsIn(source: string): string[] {
  const found: string[] = [];
  const template = (from: number): number => {
    let text = "";
    let at = from;
    while (at < source.length && source[at] !== "`") {
      if (source.startsWith("${", at)) {
        at = expression(at + 2);
        text += "\u0000";
      } else {
        text += source.charAt(at);
        at += source[at] === "\\" ? 2 : 1;
      }
    }
    const bare = text
      .replaceAll(/<!--[\s\S]*?-->/g, "")
      .replaceAll(/<[^>]*>/g, "\u0000")
      .replaceAll(/&[a-z]+;/g, "");
    found.push(...bare.split("\u0000").map((one) => one.trim()));
    for (const [, said] of text.matchAll(/\s(?:aria-label|placeholder|title|alt)="([^"]*)"/g))
      found.push(...(said ?? "").split("\u0000").map((one) => one.trim()));
    return at + 1;
  };
  const plain = (from: number): number => {
    let at = from;
    while (at < source.length && source[at] !== "`") at = source.startsWith("${", at) ? expression(at + 2) : at + 1;
    return at + 1;
  };
  const expression = (from: number): number => {
    let depth = 1;
    let at = from;
    while (at < source.length) {
      const html = /^(?:html|svg)`/.exec(source.slice(at, at + 5));
      if (html !== null) at = template(at + html[0].length);
      else if (source[at] === "`") at = plain(at + 1);
      else if (source[at] === '"') at = source.indexOf('"', at + 1) + 1;
      else {
        if (source[at] === "{") depth++;
        if (source[at] === "}" && --depth === 0) return at + 1;
        at++;
      }
    }
    return at;
  };
  for (let at = source.indexOf("html`"); at !== -1; at = source.indexOf("html`", at)) at = template(at + 5);
  return found.filter((one) => /\p{L}/u.test(one) && !MAY_STAND.test(one));
}

test("letters between tags and in labels are found, however deep the templates nest", () => {
  const source =
    'html`<p title="Say">${a ? html`<b>Hello ${x}</b>` : `${y}no`}</p><i aria-label=${"no"}>${text.fine}</i>`;';
  assert.deepEqual(literalsIn(source), ["Hello", "Say"]);
});

test("person 1.3: no words stand in a template outside the catalogues", () => {
  const spoken = readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.startsWith("text"))
    .flatMap((name) => literalsIn(readFileSync(join(SOURCE, name), "utf8")).map((one) => `${name}: ${one}`));
  assert.deepEqual(spoken, []);
});

test("the pseudo language is longer, has none of the English letters, and leaves data alone", () => {
  const english = {
    plain: "Wipe and install this machine",
    nested: { said: (name: string, count: number) => `${count} of ${name} are done` },
  };
  const other = pseudo(english);
  const longer = pseudoText(english.plain).length / english.plain.length;
  assert.ok(longer > 1.3 && longer < 1.6, `${longer}`);
  assert.doesNotMatch(other.plain, /[a-z]/i);
  assert.match(other.nested.said("node-01", 3), /^3 [^a-z]+ node-01 [^a-z]+$/i);
});
