import { open } from "node:fs/promises";
import { type Content, contentSize, extentsOf } from "../bytes/content.ts";
import { readExtents } from "../bytes/read-extents.ts";
import type { Files } from "./files.ts";
import { classicLayout, type FtpEntry, type FtpFile, type FtpFiles, type FtpSource } from "../ftp/tree.ts";
import type { BootFile } from "../http/needs.ts";
import type { Image } from "../images/catalog.ts";
import type { ImageService } from "../images/service.ts";
import type { Ipv4 } from "../net/ipv4.ts";

export interface FtpPorts {
  readonly images: ImageService;
  readonly files: Files;
  /** What lies in a folder of an image that has a tree. */
  readonly folder: (image: Image, path: string) => readonly FtpEntry[] | undefined;
  /** The seeds' answer files, for whom they are meant. */
  readonly answer: (path: string, asker: Ipv4) => string | undefined;
  /** The image of the profile that this address's machine has. */
  readonly imageOf: (asker: Ipv4) => string | undefined;
}

/** The house as FTP sees it. */
export function ftpFiles({ images, files, folder, answer, imageOf }: FtpPorts): FtpFiles {
  const ready = (): Image[] => images.list().filter(({ state }) => state === "ready");
  return classicLayout({
    images: () => ready().map(({ name }) => name),
    file(path, asker) {
      const found = files.file(path, asker);
      return found === undefined ? undefined : ftpFile(found);
    },
    folder(name, path) {
      const image = images.get(name);
      if (image === undefined) return undefined;
      return folder(image, path) ?? (path === "" ? flat(image) : undefined);
    },
    answer(path, asker) {
      const text = answer(path, asker);
      return text === undefined ? undefined : ftpFile({ content: { kind: "bytes", bytes: Buffer.from(text) } });
    },
    imageOf(asker) {
      const all = ready();
      // With one image there is nothing to choose, whoever asks: S1's server had one.
      return imageOf(asker) ?? (all.length === 1 ? all[0]?.name : undefined);
    },
  });
}

const flat = ({ files }: Image): FtpEntry[] => files.map(({ name, size }) => ({ name, kind: "file", size }));

const ftpFile = ({ content, track }: Pick<BootFile, "content" | "track">): FtpFile => ({
  size: contentSize(content),
  open: () => openContent(content),
  track,
});

async function openContent(content: Content): Promise<FtpSource> {
  if (content.kind === "bytes") {
    return { read: (start, end) => content.bytes.subarray(start, end), close: () => Promise.resolve() };
  }
  const handle = await open(content.path, "r");
  const extents = extentsOf(content);
  return { read: (start, end) => readExtents(handle, extents, start, end), close: () => handle.close() };
}
