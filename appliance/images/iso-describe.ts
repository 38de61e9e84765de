import { dirname, join } from "node:path";
import { writeTree } from "../store/trees.ts";
import { recognise } from "../systems/recognise.ts";
import type { Medium, Release } from "../systems/system.ts";
import { ImageRefusedError } from "./catalog.ts";
import { describeIso } from "./iso.ts";
import type { ImportJob } from "./origin.ts";
import { shownName } from "./names.ts";

/** The index of an ISO's tree, beside the stored ISO. */
export const TREE = "tree.db";

/** Indexes the stored ISO and says what it is. A medium that nobody knows is an image all the same: its profile names the kernel. */
export async function describeStored(
  { config, progress }: Pick<ImportJob, "config" | "progress">,
  path: string,
  fileName: string,
  signal: AbortSignal,
): Promise<{ release: Release; version: string }> {
  progress({ phase: "indexing", done: 0, total: 0 });
  const { index, medium } = await describeIso(path, fileName, signal);
  const found = recognise(medium);
  if (found.kind === "incomplete") {
    throw new ImageRefusedError("RS_IMAGE_INCOMPLETE", `${shownName(fileName)}: ${found.reason}.`, true);
  }
  const known = found.kind === "recognised" ? found.release : generic(medium);
  const version = config.version ?? known.version;
  const release = { ...known, version, extras: { ...known.extras, iso: path.slice(dirname(path).length + 1) } };
  writeTree(join(dirname(path), TREE), index);
  return { release, version };
}

function generic({ label = "", fileName, boots }: Medium): Release {
  const arch = /aarch64|arm64/i.test(`${fileName} ${label}`) ? "aarch64" : "x86_64";
  return {
    family: "generic",
    title: shownName(label === "" ? fileName.replace(/\.iso$/i, "") : label),
    distribution: "",
    version: "",
    major: 0,
    arch,
    boots: { ...boots, secureBoot: false },
    initrds: [],
    loaders: {},
    memory: 0,
    diskImages: [],
    repositories: [],
    extras: {},
  };
}
