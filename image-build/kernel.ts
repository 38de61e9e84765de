// Kernel, modules, device trees and firmware out of Debian's packages. Debian's kernel fits every arm64 machine there is;
// the image keeps what the boards have in them or on their USB ports, and what a virtual machine of the tests has.
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";

import { run, step } from "./run.ts";
import { cached, hashOf } from "./cache.ts";
import { unpack } from "./parts.ts";
import { sortedTree } from "./tree-files.ts";

export interface Kernel {
  /** As `uname -r` says it. */
  readonly release: string;
  /** Holds usr/lib/modules/<release> and usr/lib/firmware, ready for the root file system. */
  readonly tree: string;
  /** Compressed with gzip: U-Boot and QEMU look into it, and a card is slower than they are. */
  readonly image: string;
  /** Folder with bcm2837-rpi-3-b.dtb and the others. */
  readonly deviceTrees: string;
}

/** Paths below kernel/, without .ko.xz; everything that they depend on comes too. */
const KEPT = [
  /^(?:arch|block|crypto|lib|mm|security)\//,
  /^fs\/(?:ext4|fat|exfat|ntfs3?|squashfs|overlayfs|isofs|udf|nls|fuse|autofs|binfmt_misc|configfs|btrfs|xfs)\b/,
  /^net\/(?:netfilter|ipv4|ipv6|bridge|8021q|802|llc|sched|packet|unix|tls|core|psample)\b/,
  /^drivers\/(?:virtio|hid|input\/(?:evdev|touchscreen|keyboard|mouse|misc)|nvmem|pps|ptp|leds|pwm|reset|regulator|thermal)\b/,
  /^drivers\/block\/(?:loop|virtio_blk|nbd)$/,
  /^drivers\/net\/(?:virtio_net|dummy|macvlan|ipvlan\/ipvlan|veth|tun|bonding\/bonding|vlan)$/,
  /^drivers\/net\/(?:usb|phy|mdio|ethernet\/(?:broadcom\/genet|cadence))\b/,
  /^drivers\/mmc\/(?:core|host\/(?:bcm2835|sdhci-iproc|sdhci-brcmstb|sdhci-pltfm|cqhci))\b/,
  /^drivers\/usb\/(?:host|storage|core|common|class|dwc2|dwc3|roles|phy|serial)\b/,
  /^drivers\/(?:scsi\/(?:sd_mod|sr_mod|sg|virtio_scsi)|cdrom|nvme\/host)\b/,
  /^drivers\/(?:md\/(?:dm-mod|dm-verity|dm-bufio|dm-snapshot|dm-flakey|dm-log-writes))$/,
  /^drivers\/(?:gpu\/drm\/(?:vc4|v3d|tiny|panel\/panel-raspberrypi|virtio|bridge\/(?:tc358762|panel|simple))|video\/backlight)/,
  /^drivers\/(?:clk\/bcm|pinctrl\/bcm|pinctrl\/.*rp1|gpio\/gpio-(?:raspberrypi|brcmstb|pca953x)|irqchip|mailbox|soc\/bcm|firmware|misc\/rp1|phy\/broadcom|pci\/controller|dma\/(?:bcm2835|dw))/,
  /rp1|raspberrypi|bcm2835|bcm2711|bcm2712|brcmstb/,
  /^drivers\/(?:watchdog\/(?:bcm2835|softdog|gpio)|char\/hw_random|hwmon\/(?:pwm-fan|raspberrypi|gpio-fan|emc2305)|cpufreq|rtc\/(?:rtc-ds1307|rtc-pcf85063|rtc-pcf8523|rtc-rpi)|i2c\/(?:i2c-dev|busses\/i2c-(?:bcm2835|brcmstb|designware)|muxes\/i2c-mux-pinctrl)|spi\/spi-bcm2835)/,
];
/** What a rule above would take along and no box has. */
const DROPPED = [
  /^drivers\/net\/usb\/(?:cdc_mbim|qmi|sierra|hso)/,
  /^drivers\/media\//,
  /^drivers\/staging\/media/,
  /^fs\/(?:xfs|btrfs)\/.*test/,
  // VideoCore's message queue, which only sound and cameras use. Where no VideoCore answers (QEMU's raspi3b) its probe now and then
  // takes memory from under its own thread: an Oops in slot_handler_func, and the board starts again (7.3.4).
  /^drivers\/(?:platform\/raspberrypi|staging\/vc04_services)\//,
];

/** Firmware that USB network cards and the boards' own chips ask for. */
const FIRMWARE = /^rtl_nic\/rtl81(?:53|56)/;

/** Kept by what it was made from: taking two thirds of Debian's modules away is a minute on a slow machine. */
export async function kernel(parts: string): Promise<Kernel> {
  const source = await readFile(import.meta.filename, "utf8");
  const folder = await cached("image-kernel", hashOf(path.basename(parts), source), (temporary) =>
    step("kernel and its modules", () => makeKernel(parts, temporary)),
  );
  const [release = ""] = await readdir(path.join(folder, "tree/usr/lib/modules"));
  return {
    release,
    tree: path.join(folder, "tree"),
    image: path.join(folder, "Image"),
    deviceTrees: path.join(folder, "device-trees"),
  };
}

async function makeKernel(parts: string, folder: string): Promise<void> {
  const raw = path.join(folder, "packages");
  const names = (await readdir(parts)).map((file) => /^(linux-(?:base|binary|modules)-[^_]+)_/.exec(file)?.[1]);
  for (const name of names) if (name !== undefined) await unpack(parts, name, raw);
  const modules = path.join(raw, "usr/lib/modules");
  const [release, other] = await readdir(modules);
  if (release === undefined || other !== undefined) throw new Error(`one kernel was expected in ${modules}`);
  const tree = path.join(folder, "tree");
  await keepModules(raw, release, tree);
  await keepFirmware(parts, folder, tree);
  for (const name of names) if (name !== undefined) await copyLicence(raw, tree, name);
  await run("gzip", ["-9", "-n", "-c", path.join(modules, release, "vmlinuz")], { to: path.join(folder, "Image") });
  await rename(path.join(modules, release, "dtb/broadcom"), path.join(folder, "device-trees"));
  await rm(raw, { recursive: true });
}

async function keepModules(raw: string, release: string, tree: string): Promise<void> {
  const from = path.join(raw, "usr/lib/modules", release);
  await run("depmod", ["-b", path.join(raw, "usr"), release]);
  const wanted = await closure(
    from,
    (name) => KEPT.some((rule) => rule.test(name)) && !DROPPED.some((rule) => rule.test(name)),
  );
  const to = path.join(tree, "usr/lib/modules", release);
  for (const file of wanted) await copyInto(from, to, file);
  for (const name of ["modules.builtin", "modules.builtin.modinfo", "modules.order"]) await copyInto(from, to, name);
  // The root file system is compressed with something that a small processor takes apart ten times as fast.
  const compressed = wanted.filter((file) => file.endsWith(".xz"));
  if (compressed.length > 0) await run("xz", ["-d", ...compressed], { cwd: to });
  await run("depmod", ["-b", path.join(tree, "usr"), release]);
}

const copyInto = (from: string, to: string, file: string): Promise<void> =>
  cp(path.join(from, file), path.join(to, file), { recursive: true });

/** Every module (path below the release's folder) that `wanted` takes, and what these need by modules.dep and modules.softdep. */
export async function closure(folder: string, wanted: (name: string) => boolean): Promise<string[]> {
  const needs = new Map<string, readonly string[]>();
  for (const line of (await readFile(path.join(folder, "modules.dep"), "utf8")).split("\n")) {
    const [file, after = ""] = line.split(":");
    if (file !== undefined && file !== "")
      needs.set(
        file,
        after.split(" ").filter((word) => word !== ""),
      );
  }
  const byName = new Map([...needs.keys()].map((file) => [moduleName(file), file]));
  const soft = new Map<string, string[]>();
  for (const line of (await readFile(path.join(folder, "modules.softdep"), "utf8")).split("\n")) {
    const [word, name = "", ...others] = line.split(/\s+/);
    if (word !== "softdep") continue;
    const files = others.map((other) => byName.get(other.replaceAll("-", "_"))).filter((file) => file !== undefined);
    soft.set(name.replaceAll("-", "_"), files);
  }
  const kept = new Set<string>();
  const take = (file: string): void => {
    if (kept.has(file)) return;
    kept.add(file);
    for (const needed of [...(needs.get(file) ?? []), ...(soft.get(moduleName(file)) ?? [])]) take(needed);
  };
  for (const file of needs.keys()) {
    if (wanted(file.replace(/^kernel\//, "").replace(/\.ko(?:\.xz)?$/, ""))) take(file);
  }
  return [...kept].toSorted();
}

const moduleName = (file: string): string =>
  path
    .basename(file)
    .replace(/\.ko(?:\.xz)?$/, "")
    .replaceAll("-", "_");

async function keepFirmware(parts: string, work: string, tree: string): Promise<void> {
  const raw = path.join(work, "firmware-packages");
  await unpack(parts, "firmware-realtek", raw);
  const from = path.join(raw, "usr/lib/firmware");
  const to = path.join(tree, "usr/lib/firmware");
  const files = (await sortedTree(from)).filter((name) => FIRMWARE.test(name));
  if (files.length === 0) throw new Error("firmware-realtek has no firmware for USB network cards any more");
  for (const file of files) await copyInto(from, to, file);
  await copyLicence(raw, tree, "firmware-realtek");
  await rm(raw, { recursive: true });
}

/** A package's licence goes where its files go. */
export async function copyLicence(raw: string, tree: string, name: string): Promise<void> {
  const file = path.join("usr/share/doc", name, "copyright");
  await mkdir(path.dirname(path.join(tree, file)), { recursive: true });
  await writeFile(path.join(tree, file), await readFile(path.join(raw, file)));
}
