// The initramfs is put together here, on the machine that builds: busybox, a script and the modules that lead to the card.
import { chmod, cp, mkdir, symlink } from "node:fs/promises";
import path from "node:path";

import { SOURCE_DATE_EPOCH } from "./base.ts";
import { closure, type Kernel } from "./kernel.ts";
import { unpack } from "./parts.ts";
import { run } from "./run.ts";
import { setTimes, sortedTree } from "./tree-files.ts";

/** From the board to its card, and from a virtual machine to its disk; file systems; what crc32c is computed with. */
const NEEDED = [
  /^drivers\/mmc\/(?:core|host\/(?:bcm2835|sdhci-iproc|sdhci-brcmstb))/,
  /^drivers\/(?:clk\/bcm|dma\/bcm2835|gpio\/gpio-(?:raspberrypi|brcmstb)|irqchip|mailbox\/bcm|reset\/reset-(?:brcm|raspberrypi)|soc\/bcm|pinctrl\/bcm|regulator\/(?:gpio-regulator|fixed))/,
  /^drivers\/(?:virtio\/virtio_(?:mmio|pci|ring)|block\/(?:virtio_blk|loop))/,
  /^fs\/(?:ext4|squashfs|overlayfs)\b/,
  /^fs\/(?:fat\/v?fat|nls\/nls_(?:cp437|ascii|iso8859-1|utf8))$/, // the first partition, where the slots' counters are
  /crc32c/,
  /^drivers\/watchdog\/bcm2835/, // by which a board starts again
];

const APPLETS =
  "cat chroot cut dd find grep md5sum mkdir modprobe mount mv od reboot sh sleep sort switch_root sync tail tr umount uniq xargs";

export async function initramfs(kernel: Kernel, parts: string, work: string): Promise<string> {
  const tree = path.join(work, "initramfs");
  for (const name of ["bin", "sbin", "dev", "etc"]) await mkdir(path.join(tree, name), { recursive: true });
  const busybox = path.join(work, "busybox-package");
  await unpack(parts, "busybox-static", busybox);
  await cp(path.join(busybox, "usr/bin/busybox"), path.join(tree, "bin/busybox"));
  for (const name of APPLETS.split(" ")) await symlink("busybox", path.join(tree, "bin", name));
  // The kernel itself calls this one when a file system asks for a checksum's driver.
  await symlink("../bin/busybox", path.join(tree, "sbin/modprobe"));
  await cp(path.join(import.meta.dirname, "initramfs/init"), path.join(tree, "init"));
  await chmod(path.join(tree, "init"), 0o755);
  await modules(kernel, tree);
  await setTimes(tree);
  const file = path.join(work, "initrd.img");
  const names = (await sortedTree(tree)).join("\0");
  await run("cpio", ["--create", "--null", "--format=newc", "--reproducible", "--owner=0:0", "--quiet"], {
    cwd: tree,
    input: names,
    to: `${file}.cpio`,
    env: { SOURCE_DATE_EPOCH },
  });
  await run("zstd", ["-q", "-f", "-19", "-T1", `${file}.cpio`, "-o", file]);
  return file;
}

async function modules(kernel: Kernel, tree: string): Promise<void> {
  const from = path.join(kernel.tree, "usr/lib/modules", kernel.release);
  const to = path.join(tree, "lib/modules", kernel.release);
  const files = await closure(from, (name) => NEEDED.some((rule) => rule.test(name)));
  for (const name of [...files, "modules.builtin", "modules.builtin.modinfo", "modules.order"]) {
    await cp(path.join(from, name), path.join(to, name), { recursive: true });
  }
  await run("depmod", ["-b", tree, kernel.release]);
}
