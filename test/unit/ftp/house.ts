import { type Ipv4, parseIpv4 } from "../../../appliance/net/ipv4.ts";
import { classicLayout, type FtpEntry, type FtpFile, type FtpFiles } from "../../../appliance/ftp/tree.ts";

export const NODE = parseIpv4("10.77.0.11");

export const memoryFile = (bytes: Buffer, track?: FtpFile["track"]): FtpFile => ({
  size: bytes.length,
  open: () => Promise.resolve({ read: (start, end) => bytes.subarray(start, end), close: () => Promise.resolve() }),
  track,
});

/** Bytes that differ from each other, so that a wrong offset shows. */
export const pattern = (size: number): Buffer => Buffer.from(Array.from({ length: size }, (_, at) => (at * 7) & 255));

/** What a CentOS 7 ISO looks like to FTP; a stand-in for the true tree. */
export const TREE: Readonly<Record<string, Buffer>> = {
  "centos-7/.treeinfo": Buffer.from("[general]\nfamily = CentOS\nversion = 7\n"),
  "centos-7/images/pxeboot/vmlinuz": pattern(70_001),
  "centos-7/LiveOS/squashfs.img": pattern(1_300_000),
  "centos-7/Packages/bash-4.2.rpm": pattern(5000),
  "centos-7/with space/ü.txt": Buffer.from("ü\n"),
  "other/only.txt": Buffer.from("other\n"),
};

export interface House {
  readonly files: FtpFiles;
  readonly sent: { readonly path: string; readonly start: number; readonly end: number }[];
}

export function house(tree = TREE, own: string | undefined = "centos-7"): House {
  const sent: { path: string; start: number; end: number }[] = [];
  const images = [...new Set(Object.keys(tree).map((path) => path.split("/")[0] ?? ""))];
  const files = classicLayout({
    images: () => images,
    file(path) {
      const bytes = tree[path];
      return bytes === undefined ? undefined : memoryFile(bytes, (stretch) => sent.push({ path, ...stretch }));
    },
    folder: (image, path) => inside(tree, path === "" ? image : `${image}/${path}`),
    answer: (path, asker: Ipv4) =>
      path === "ks/centos.ks" && asker !== "10.77.0.99" ? memoryFile(Buffer.from("install\n")) : undefined,
    imageOf: () => own,
  });
  return { files, sent };
}

function inside(tree: Readonly<Record<string, Buffer>>, folder: string): readonly FtpEntry[] | undefined {
  const entries = new Map<string, FtpEntry>();
  for (const [path, bytes] of Object.entries(tree)) {
    if (!path.startsWith(`${folder}/`)) continue;
    const [name = "", ...rest] = path.slice(folder.length + 1).split("/");
    entries.set(
      name,
      rest.length === 0 ? { name, kind: "file", size: bytes.length } : { name, kind: "folder", size: 0 },
    );
  }
  return entries.size === 0 ? undefined : [...entries.values()];
}
