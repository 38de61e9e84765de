import type { Ipv4 } from "../net/ipv4.ts";

/** What FTP serves: the same virtual tree as HTTP and TFTP. Paths have no slash in front; the root is "". */
export interface FtpFiles {
  file(path: string, asker: Ipv4): FtpFile | undefined;
  folder(path: string, asker: Ipv4): readonly FtpEntry[] | undefined;
}

export interface FtpEntry {
  readonly name: string;
  readonly kind: "file" | "folder";
  readonly size: number;
}

export interface FtpFile {
  readonly size: number;
  open(): Promise<FtpSource>;
  /** Told what left: the stretch [start, end) since the last call. */
  readonly track?: ((sent: { readonly start: number; readonly end: number }) => void) | undefined;
}

export interface FtpSource {
  read(start: number, end: number): Promise<Buffer> | Buffer;
  close(): Promise<void>;
}

/** What the classic layout is made of. */
export interface FtpSources {
  /** Names of the images that can be installed now. */
  images(): readonly string[];
  /** `<image>/<path>`, as HTTP resolves it for this asker. */
  file(path: string, asker: Ipv4): FtpFile | undefined;
  /** What lies in a folder of an image; "" is its root. */
  folder(image: string, path: string, asker: Ipv4): readonly FtpEntry[] | undefined;
  /** The seeds' answer files: ks.cfg, ks/<name>, preseed.cfg. Whoever may not have one gets undefined. */
  answer(path: string, asker: Ipv4): FtpFile | undefined;
  /** The image that the asking machine is to be installed from. */
  imageOf(asker: Ipv4): string | undefined;
}

const ANSWER = /^(ks|preseed)(\.cfg$|\/)/;

/**
 * The images side by side at the root, and the layout that vsftpd's users know (S1): /pub holds the images too, /pub/ks and /ks the
 * answer files, and whatever else is asked for below /pub is looked for in the tree that the asking machine is installed from, so
 * that `method=ftp://10.77.0.1/pub` works as it is.
 */
export function classicLayout(sources: FtpSources): FtpFiles {
  const folders = (names: readonly string[]): FtpEntry[] => names.map((name) => ({ name, kind: "folder", size: 0 }));

  function folder(path: string, asker: Ipv4): readonly FtpEntry[] | undefined {
    const [first = "", ...rest] = path.split("/");
    const images = sources.images();
    if (path === "") return folders([...images, "pub", "ks"]);
    if (path === "ks") return []; // whose answer files there are is nobody's business
    if (images.includes(first)) return sources.folder(first, rest.join("/"), asker);
    if (first !== "pub") return undefined;
    const [inside = ""] = rest;
    if (inside === "") {
      const own = sources.imageOf(asker);
      const tree = own === undefined ? [] : (sources.folder(own, "", asker) ?? []);
      return [...folders([...images, "ks"]), ...tree.filter(({ name }) => !images.includes(name) && name !== "ks")];
    }
    if (inside === "ks" || images.includes(inside)) return folder(rest.join("/"), asker);
    const own = sources.imageOf(asker);
    return own === undefined ? undefined : sources.folder(own, rest.join("/"), asker);
  }

  function file(path: string, asker: Ipv4): FtpFile | undefined {
    if (ANSWER.test(path)) return sources.answer(path, asker);
    const [first = "", ...rest] = path.split("/");
    if (first !== "pub") return sources.file(path, asker);
    const below = rest.join("/");
    if (ANSWER.test(below)) return sources.answer(below, asker);
    const own = sources.imageOf(asker);
    const named = sources.images().some((image) => rest[0] === image || below === `${image}.iso`);
    if (named || own === undefined) return sources.file(below, asker);
    return sources.file(`${own}/${below}`, asker);
  }

  return { file, folder };
}
