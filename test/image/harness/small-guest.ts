// A small machine that runs the appliance on a data disk with the card's mount options. Its processor is the host's own:
// user-mode Linux is a whole kernel (block layer, ext4, its journal) as a program, so it is up in seconds where an emulated
// board takes minutes. No card image, no systemd: what it cannot show, the built image shows.
import { chmod, cp, mkdir, readdir, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { run } from "../../rack/standin/tools.ts";
import { plantTree } from "../../rack/standin/tree.ts";
import { type Body, type Wiring, writeInto } from "./body.ts";

const REPOSITORY = join(import.meta.dirname, "../../..");
const UML_MODULES = "/usr/lib/uml/modules";
const DATA_SIZE = "2G";

/** Everything is made below `folder`. */
export async function smallGuest(folder: string): Promise<Body> {
  const work = join(folder, "small-guest");
  await mkdir(work, { recursive: true });
  const root = join(work, "root.img");
  await makeRoot(join(work, "root"), root);
  const disk = join(folder, "data.img");
  await run("truncate", ["--size", DATA_SIZE, disk]);
  await run("mke2fs", ["-q", "-t", "ext4", "-L", "RS-DATA", disk]);
  return {
    name: "small guest (user-mode Linux, the appliance on an ext4 data disk)",
    disk,
    diskByNetwork: true,
    dataOffset: 0,
    untouched: [],
    up: /^rackseed \S+ ready on http/m,
    filesChecked: /^SMALL GUEST fsck=(\d+)/m,
    commandLine: ({ disk: served, tap, mac, arguments: words = [] }: Wiring) => [
      ...["linux.uml", "mem=1024M", `ubd0r=${root}`, "root=/dev/ubda", "ro", "init=/usr/sbin/small-init"],
      ...["quiet", "panic=1", "con=null", "con0=null,fd:1", `uml_dir=${work}`, `DISK=${new URL(served).host}`],
      ...[`eth0=tuntap,${tap},${mac}`, ...words],
    ],
    async prepare(config, files) {
      for (const [name, content] of Object.entries({ ...files, "rackseed.yaml": config }))
        await writeInto(disk, 0, name, content);
    },
    // A kernel without systemd hands words of the form NAME=value to init as they are.
    environment: (name, value) => `${name}=${value}`,
  };
}

async function makeRoot(tree: string, image: string): Promise<void> {
  const programs = ["bwrap", "xorriso", "prlimit", "gpgv", "e2fsck", "nbd-client", "node"];
  await plantTree(tree, { overlays: [], programs });
  const home = join(tree, "opt/rackseed");
  for (const name of ["package.json", "appliance", "ui/dist"])
    await cp(join(REPOSITORY, name), join(home, name), { recursive: true });
  const listed = await run("npm", ["ls", "--omit=dev", "--all", "--parseable"], { cwd: REPOSITORY });
  for (const folder of listed.trim().split("\n").slice(1)) {
    const name = relative(REPOSITORY, folder);
    if (name.startsWith("node_modules/node-linux")) continue;
    await cp(folder, join(home, name), { recursive: true, filter: (path) => !path.includes("node-linux-") });
  }
  await mkdir(join(tree, "data"));
  const [release = ""] = await readdir(UML_MODULES);
  await cp(join(UML_MODULES, release, "kernel/drivers/block/nbd.ko"), join(tree, "nbd.ko"));
  await writeFile(join(tree, "etc/passwd"), "root:x:0:0::/root:/bin/sh\n");
  await writeFile(join(tree, "etc/group"), "root:x:0:\n");
  await writeExecutable(join(tree, "usr/sbin/small-init"), INIT);
  // Node keeps what it has compiled, so that a start is not mostly compiling; the run itself ends with "no configuration".
  await run("chroot", [tree, "sh", "-c", `${START} || [ $? = 1 ]`]);
  await run("mke2fs", ["-q", "-t", "ext4", "-O", "^has_journal", "-d", tree, image, "700M"]);
}

async function writeExecutable(path: string, text: string): Promise<void> {
  await writeFile(path, text);
  await chmod(path, 0o755);
}

const START = "cd /opt/rackseed; NODE_COMPILE_CACHE=/opt/rackseed/compile-cache node appliance/main.ts";

// Not the kernel's own ubd disk: it takes flushes and forgets them (seen with 6.1: no fsync ever reaches its file). The
// kernel's NBD client sends them.
const INIT = `#!/bin/sh
mount -t proc proc /proc; mount -t sysfs sysfs /sys
mount -t tmpfs tmpfs /run; mount -t tmpfs tmpfs /tmp
ip link set lo up; ip addr add 10.77.0.1/16 brd + dev eth0; ip link set eth0 up
insmod /nbd.ko
nbd-client \${DISK%:*} \${DISK#*:} /dev/nbd0 -nonetlink
e2fsck -p /dev/nbd0; echo "SMALL GUEST fsck=$?"
mount -t ext4 -o noatime,nosuid,nodev,errors=remount-ro,commit=5,data=ordered /dev/nbd0 /data || exec sh
echo "SMALL GUEST write-cache=$(cat /sys/block/nbd0/queue/write_cache)"
${START} --config /data/rackseed.yaml &
wait
echo "SMALL GUEST the appliance ended"
`;
