import { stringify } from "yaml";

/** The order in which a person reads a profile; what stands here comes first, anything else after it. */
const ORDER = ["image", "install", "disk", "kernelArgs", "kernel", "initrd", "settings", "vars", "repos"];
const FILES = ["cloudConfig", "answerFile", "installScript"];

/** A profile as text that can be compared line by line: YAML in one order, what is empty left out, files as blocks at the end. */
export function profileText(profile: object): string {
  const fields = new Map(
    Object.entries(profile).filter(([key, value]) => key !== "name" && value !== undefined && !isEmpty(value)),
  );
  const rest = [...fields.keys()].filter((key) => !ORDER.includes(key) && !FILES.includes(key)).sort();
  const keys = [...ORDER, ...rest, ...FILES].filter((key) => fields.has(key));
  return stringify(Object.fromEntries(keys.map((key) => [key, fields.get(key) as unknown])), {
    lineWidth: 0,
    blockQuote: "literal",
  });
}

const isEmpty = (value: unknown): boolean =>
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === "object" && value !== null && Object.keys(value).length === 0);
