// Other versions of a slot, without building it again: a second archive behind its initramfs changes what systemd will see.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, copyFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";

import { debugfs } from "./debugfs.ts";

export interface Variant {
  readonly version: string;
  /** Shell commands in the initramfs, before systemd starts; the root file system's upper layer is /overlay/upper. */
  readonly more?: string;
  /** The slot's root file system is destroyed: the initramfs cannot mount it. */
  readonly broken?: boolean;
}

const MARK = "mkdir -p /overlay/upper /overlay/work";

/** Copies the slot image `from` to `to` as another version of it. */
export async function variant(
  from: string,
  to: string,
  { version, more = "", broken = false }: Variant,
): Promise<string> {
  await copyFile(from, to);
  const folder = await mkdtemp(`${to}.`);
  try {
    const initrd = path.join(folder, "initrd.img");
    await debugfs(to, [`dump /initrd.img ${initrd}`]);
    const init = await readFile(path.join(import.meta.dirname, "../../../image-build/initramfs/init"), "utf8");
    if (!init.includes(MARK)) throw new Error("the initramfs' first program has changed: this test must follow");
    const change = `${MARK}
mkdir -p /overlay/upper/etc/rackseed /overlay/upper/opt/rackseed
sed 's/^VERSION=.*/VERSION=${version}/' /system/etc/rackseed/release >/overlay/upper/etc/rackseed/release
sed 's/"version": "[^"]*"/"version": "${version}"/' /system/opt/rackseed/package.json >/overlay/upper/opt/rackseed/package.json
${more}`;
    await mkdir(path.join(folder, "tree"));
    await writeFile(
      path.join(folder, "tree/init"),
      init.replace(MARK, () => change),
      { mode: 0o755 },
    );
    const archive = path.join(folder, "more.cpio");
    await pack(path.join(folder, "tree"), archive);
    // The kernel takes several archives one behind the other, each at a multiple of four bytes.
    const { size } = await stat(initrd);
    await appendFile(initrd, Buffer.concat([Buffer.alloc((4 - (size % 4)) % 4), await readFile(archive)]));
    await debugfs(to, ["rm /initrd.img", `write ${initrd} initrd.img`]);
    if (broken) {
      const rubbish = path.join(folder, "rubbish");
      await writeFile(rubbish, "no file system");
      await debugfs(to, ["rm /root.squashfs", `write ${rubbish} root.squashfs`]);
    }
    return to;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function pack(tree: string, archive: string): Promise<void> {
  const child = spawn("cpio", ["--create", "--format=newc", "--owner=0:0", "--quiet", `--file=${archive}`], {
    cwd: tree,
  });
  child.stdin.end("init\n");
  const [code] = (await once(child, "close")) as [number];
  if (code !== 0) throw new Error(`cpio ended with ${code}`);
}
