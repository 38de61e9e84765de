// The built image on QEMU's virt board, its card served by the disk that forgets.
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { type Body, writeInto } from "./body.ts";
import { builtImage, insertCard, partition, readFromPartition, writeToBoot } from "./card.ts";

const WORDS = [
  ...["console=ttyAMA0", "net.ifnames=0", "panic=10", "rs.slot=A", "rauc.slot=A", "rs.partuuid=52534531-02"],
  ...["rs.report", "systemd.show_status=false"],
];

/** A card of its own below `folder`, with kernel and initramfs taken out of it as U-Boot would. */
export async function imageBody(folder: string, more: readonly string[] = []): Promise<Body> {
  const disk = await insertCard(await builtImage(), join(folder, "card.img"));
  const [kernel, initrd] = [join(folder, "Image"), join(folder, "initrd.img")];
  await readFromPartition(disk, 2, "/Image", kernel);
  await readFromPartition(disk, 2, "/initrd.img", initrd);
  const slot = await partition(disk, 2);
  const data = await partition(disk, 4);
  return {
    name: `the image (${(await stat(disk)).size / 1024 ** 3} GiB card) on virt`,
    disk,
    dataOffset: data.start,
    untouched: [{ name: "slot A", from: slot.start, to: slot.start + slot.size }],
    up: /rackseed-report: ready .*\n/,
    commandLine: ({ disk: served, tap, mac, arguments: words = [] }) => [
      ...["qemu-system-aarch64", "-M", "virt", "-cpu", "cortex-a72", "-smp", "2", "-m", "1024"],
      ...["-nographic", "-monitor", "none", "-nodefaults", "-serial", "stdio", "-no-reboot"],
      ...["-kernel", kernel, "-initrd", initrd, "-append", [...WORDS, ...words].join(" ")],
      // QEMU's own writeback hands the guest's flushes on, and flushes nothing by itself.
      ...[
        "-drive",
        `file=${served},if=none,id=card,format=raw,cache=writeback`,
        "-device",
        "virtio-blk-device,drive=card",
      ],
      ...["-netdev", `tap,id=net0,ifname=${tap},script=no,downscript=no`],
      ...["-device", `virtio-net-device,netdev=net0,mac=${mac}`, "-device", "virtio-rng-device"],
      ...more,
    ],
    async prepare(config, files) {
      // On the card `data` is not for a person to choose.
      const rest = { ...(parse(config) as Record<string, unknown>), data: undefined };
      await writeToBoot(disk, "rackseed.yaml", stringify(rest));
      for (const [name, content] of Object.entries(files)) await writeInto(disk, data.start, name, content);
    },
    environment: (name, value) => `systemd.setenv=${name}=${value}`,
  };
}
