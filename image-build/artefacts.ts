// What a person downloads: the compressed card, what a flashing tool wants to know of it, checksums.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { copyFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { SOURCE_DATE } from "../appliance/version.ts";
import type { Options } from "./options.ts";
import { sizeOf } from "./partition.ts";
import { run } from "./run.ts";

const ICON = path.join(import.meta.dirname, "../ui/public/favicon.svg");

/** rackseed-1.2.3-arm64, or rackseed-kiosk-1.2.3-arm64. */
export const artefactName = ({ flavour, version }: Options): string =>
  `rackseed-${flavour === "plain" ? "" : `${flavour}-`}${version}-arm64`;

export async function sha256(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

/** Makes NAME.img.xz, .bmap, .sha256, NAME.svg and NAME.os_list.json next to NAME.img. */
export async function artefacts(image: string, options: Options): Promise<void> {
  const compressed = `${image}.xz`;
  // A fixed number of threads' worth of block size keeps the output the same on a machine with more of them.
  await run("xz", ["--keep", "--force", "--threads=2", "--block-size=48MiB", "-6", "--stdout", image], {
    to: `${compressed}.tmp`,
  });
  await rename(`${compressed}.tmp`, compressed);
  await run("bmaptool", ["-q", "create", "-o", image.replace(/\.img$/, ".bmap"), image]);
  const sums = { plain: await sha256(image), compressed: await sha256(compressed) };
  await writeFile(`${compressed}.sha256`, `${sums.compressed}  ${path.basename(compressed)}\n`);
  await copyFile(ICON, image.replace(/\.img$/, ".svg"));
  await writeFile(image.replace(/\.img$/, ".os_list.json"), await osList(image, compressed, sums, options));
}

/** For Raspberry Pi Imager (--repo FILE): settings of its own would be lost on a card that systemd's first boot does not read. */
async function osList(
  image: string,
  compressed: string,
  sums: Readonly<Record<"plain" | "compressed", string>>,
  options: Options,
): Promise<string> {
  const from = folderUrl(options.url ?? pathToFileURL(path.dirname(compressed)).href);
  const urlOf = (file: string): string => new URL(path.basename(file), from).href;
  const entry = {
    name: `Rackseed ${options.version}${options.flavour === "kiosk" ? " with touch panel" : ""}`,
    description: "Installs racks of machines from the network. Settings: rackseed.yaml on the card.",
    url: urlOf(compressed),
    icon: urlOf(image.replace(/\.img$/, ".svg")),
    extract_size: await sizeOf(image),
    extract_sha256: sums.plain,
    image_download_size: await sizeOf(compressed),
    image_download_sha256: sums.compressed,
    release_date: SOURCE_DATE.toISOString().slice(0, 10),
    init_format: "none",
    devices: ["pi3-64bit", "pi4-64bit", "pi5-64bit"],
  };
  return `${JSON.stringify({ os_list: [entry] }, undefined, 2)}\n`;
}

const folderUrl = (url: string): string => (url.endsWith("/") ? url : `${url}/`);
