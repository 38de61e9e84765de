import type { Problem } from "../template.ts";
import {
  type Json,
  type JsonObject,
  type Lines,
  readDocument,
  refusal,
  topText,
  translate,
  type Translated,
} from "./document.ts";
import { type Filesystem, mountUnit } from "./mount-unit.ts";
import { BUTANE, IGNITION, NEWEST_MINOR, VARIANTS } from "./shapes.ts";

/** An Ignition document, and where in the text that a person wrote each of its values stands. */
export interface IgnitionDocument {
  readonly value: JsonObject;
  readonly lines: Lines;
  readonly warnings: readonly Problem[];
  /** 3 for Ignition 3.3.0. */
  readonly minor: number;
}

/** Butane's YAML becomes Ignition's JSON; JSON is Ignition's already and only checked. Throws TemplateError with the line. */
export function ignitionOf(text: string): IgnitionDocument {
  return text.trimStart().startsWith("{") ? givenIgnition(text) : fromButane(text);
}

function fromButane(text: string): IgnitionDocument {
  const root = readDocument(text);
  const variant = topText(root, "variant");
  const version = topText(root, "version");
  if (variant === undefined || version === undefined) {
    const what = variant === undefined ? "variant" : "version";
    throw refusal(
      1,
      `the key "${what}" is missing: a Butane document begins with "variant: flatcar" and "version: 1.1.0", or "variant: fcos" and "version: 1.5.0"`,
    );
  }
  const versions = VARIANTS[variant.text];
  if (versions === undefined) {
    throw refusal(
      variant.line,
      `there is no variant "${variant.text}" here (there are: ${Object.keys(VARIANTS).join(", ")})`,
    );
  }
  const minor = versions[version.text];
  if (minor === undefined) {
    throw refusal(
      version.line,
      `there is no version "${version.text}" of the variant ${variant.text} here (there are: ${Object.keys(versions).join(", ")})`,
    );
  }
  const title = `${variant.text} ${version.text}`;
  const { value, lines, warnings } = translate(root, BUTANE, { butane: true, minor, title });
  const { ignition = {}, ...sections } = value;
  const document: JsonObject = { ignition: { version: `3.${minor}.0`, ...(ignition as JsonObject) }, ...sections };
  delete document["variant"];
  delete document["version"];
  addMountUnits(document, lines);
  refuseSamePath(document, lines);
  return { value: document, lines, warnings, minor };
}

function givenIgnition(text: string): IgnitionDocument {
  refuseBrokenJson(text);
  const root = readDocument(text);
  const version = versionOf(JSON.parse(text) as Json);
  const minor = /^3\.(\d+)\.0$/.exec(version)?.[1];
  if (minor === undefined) throw refusal(1, wrongVersion(version));
  if (Number(minor) > NEWEST_MINOR) {
    throw refusal(1, `Ignition ${version} is newer than what Rackseed knows (up to 3.${NEWEST_MINOR}.0)`);
  }
  const translated: Translated = translate(root, IGNITION, {
    butane: false,
    minor: Number(minor),
    title: `Ignition ${version}`,
  });
  refuseSamePath(translated.value, translated.lines);
  return { ...translated, minor: Number(minor) };
}

function refuseBrokenJson(text: string): void {
  try {
    JSON.parse(text);
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    const position = /position (\d+)/.exec(message)?.[1];
    const line = position === undefined ? 1 : text.slice(0, Number(position)).split("\n").length;
    throw refusal(line, `not valid JSON: ${message}`);
  }
}

function versionOf(value: Json): string {
  const ignition = isObject(value) ? value["ignition"] : undefined;
  const version = isObject(ignition) ? ignition["version"] : undefined;
  if (typeof version === "string") return version;
  // Ignition 1 had "ignitionVersion": 1 at the top.
  return isObject(value) && value["ignitionVersion"] !== undefined ? "1" : "";
}

function wrongVersion(version: string): string {
  if (version === "") return 'this JSON has no "ignition": {"version": "3.…"}, so it is no Ignition configuration';
  if (/^[12](\.|$)/.test(version)) {
    return `this is Ignition ${version}, which Flatcar and Fedora CoreOS of today do not take: they read version 3. Write it anew as Butane (variant flatcar or fcos), or convert it with ign-converter`;
  }
  return `Ignition ${version} is no released version; write one from 3.0.0 to 3.${NEWEST_MINOR}.0`;
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const entriesAt = (document: JsonObject, section: string, name: string): JsonObject[] => {
  const group = document[section];
  const list = isObject(group) ? group[name] : undefined;
  return Array.isArray(list) ? list.filter(isObject) : [];
};

/** Adds an entry to a list two levels down, making what is missing on the way. */
export function addEntry(document: JsonObject, section: string, name: string, entry: JsonObject): void {
  const group = isObject(document[section]) ? document[section] : {};
  const list = Array.isArray(group[name]) ? group[name] : [];
  document[section] = { ...group, [name]: [...list, entry] };
}

function addMountUnits(document: JsonObject, lines: Lines): void {
  entriesAt(document, "storage", "filesystems").forEach((entry, index) => {
    const wanted = entry["withMountUnit"] === true;
    delete entry["withMountUnit"];
    if (!wanted) return;
    const line = lines.get(`$.storage.filesystems.${index}`) ?? 1;
    const { device, format, path, mountOptions } = entry as unknown as Partial<Filesystem>;
    if (device === undefined || format === undefined) throw refusal(line, 'with_mount_unit needs the key "format" too');
    if (path === undefined && format !== "swap") throw refusal(line, 'with_mount_unit needs the key "path" too');
    const unit = mountUnit({ device, format, path, mountOptions });
    if (entriesAt(document, "systemd", "units").some(({ name }) => name === unit.name)) return; // a person's own one
    addEntry(document, "systemd", "units", { ...unit });
  });
}

/** One path can be one thing only, across files, directories and links. */
function refuseSamePath(document: JsonObject, lines: Lines): void {
  const seen = new Map<Json | undefined, string>();
  for (const kind of ["files", "directories", "links"]) {
    entriesAt(document, "storage", kind).forEach(({ path }, index) => {
      const before = seen.get(path);
      if (before !== undefined && before !== kind) {
        const line = lines.get(`$.storage.${kind}.${index}`) ?? 1;
        throw refusal(line, `${JSON.stringify(path)} stands among storage.${before} already: one path is one thing`);
      }
      seen.set(path, kind);
    });
  }
}
