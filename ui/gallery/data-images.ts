import { Upload } from "../src/data/uploads.ts";
import type { Api } from "../src/data/api.ts";
import type { Image, MediumView } from "../src/data/images.ts";
import type { PublishedRelease } from "../src/data/releases.ts";
import type { Storage, TrashItem } from "../src/data/trash.ts";
import { inMinutes } from "./data-machines.ts";

const rocky: Image = {
  name: "rocky-9.6",
  version: "9.6",
  title: "Rocky Linux 9.6",
  family: "rhel",
  major: 9,
  arch: "x86_64",
  state: "ready",
  verified: true,
  bytes: 2_290_000_000,
  memory: 3072,
  boots: { bios: true, uefi: true, secureBoot: true },
  source: "iso",
  usedBy: ["worker", "rescue"],
  files: [],
};
const adding: Image = { ...rocky, state: "importing", verified: false, usedBy: [] };

/** An image of every state, and of those that look different in themselves. */
export const IMAGES: Readonly<Record<string, Image>> = {
  "ready, verified": rocky,
  "ready, not verified": {
    ...rocky,
    name: "flatcar-4081.2.1",
    version: "4081.2.1",
    title: "Flatcar 4081.2.1",
    family: "flatcar",
    verified: false,
    source: "folder",
    because: "Its signing key expired on 2026-03-01.",
    boots: { bios: true, uefi: true, secureBoot: false },
    usedBy: ["lab"],
  },
  waiting: { ...adding, name: "debian-13.1", version: "13.1", title: "Debian 13.1", state: "waiting" },
  copying: {
    ...adding,
    name: "alma-9.6",
    title: "AlmaLinux 9.6",
    phase: "copying",
    share: 0.41,
    rate: 38_000_000,
    secondsLeft: 35,
  },
  checking: { ...adding, name: "fedora-43", version: "43", title: "Fedora 43", phase: "checking", share: 0.8 },
  indexing: { ...adding, name: "ubuntu-26.04", version: "26.04", title: "Ubuntu 26.04", phase: "indexing" },
  refused: {
    ...adding,
    name: "suse-15.7",
    version: "15.7",
    title: "openSUSE Leap 15.7",
    state: "refused",
    because: "The file is 3 bytes shorter than its checksum list says. Download it again.",
  },
};

export const MEDIA: readonly MediumView[] = [
  {
    id: "stick",
    name: "SANDISK",
    path: "/media/sandisk",
    more: true,
    files: [
      {
        path: "Rocky-9.6-x86_64-minimal.iso",
        name: "Rocky-9.6-x86_64-minimal.iso",
        size: 2_290_000_000,
        kind: "iso",
        image: "rocky-9.6",
      },
      {
        path: "debian-13.1.0-amd64-DVD-1.iso",
        name: "debian-13.1.0-amd64-DVD-1.iso",
        size: 3_990_000_000,
        kind: "iso",
      },
      { path: "flatcar", name: "flatcar", size: 918_000_000, kind: "release" },
    ],
  },
];

export const RELEASES: readonly PublishedRelease[] = [
  { family: "flatcar", stream: "stable", version: "4081.2.1", arch: "x86_64", files: [] },
  { family: "fedora-coreos", stream: "stable", version: "43.20261101.3.0", arch: "aarch64", files: [] },
];

const GB = 1_000_000_000;
export const STORAGE = {
  roomy: { total: 64 * GB, free: 41 * GB, reserve: 2 * GB, images: 12 * GB, uploads: 3 * GB, trash: GB },
  "nearly full": { total: 64 * GB, free: 2.4 * GB, reserve: 2 * GB, images: 52 * GB, uploads: 3 * GB, trash: 3 * GB },
} satisfies Readonly<Record<string, Storage>>;

export const TRASH: readonly TrashItem[] = [
  { id: "1", kind: "profile", name: "worker-old", at: inMinutes(-600), who: "ada", bytes: 0, daysLeft: 29 },
  {
    id: "2",
    kind: "image",
    name: "rocky-9.5",
    title: "Rocky Linux 9.5",
    at: inMinutes(-6000),
    who: "ada",
    bytes: 2 * GB,
    daysLeft: 1,
  },
];

/** Uploads in every state. None of them sends anything: the two that cannot begin are made as a person makes them, the others stand still. */
export function uploads(api: Api): readonly Upload[] {
  const none = (): void => undefined;
  const still = (name: string, more: Partial<Upload>): Upload => {
    const file = new File([new Uint8Array(3_000_000)], name);
    return Object.assign(new Upload(api, new File(["-"], "-"), none), { file, problem: undefined, ...more });
  };
  return [
    still("sending.iso", { state: "sending", sent: 1_400_000, rate: 120_000 }),
    still("retrying.iso", { state: "retrying", sent: 1_400_000 }),
    still("paused.iso", { state: "paused", sent: 1_400_000 }),
    still("failed.iso", { state: "failed", sent: 800_000, problem: "The card is full. Remove an image and resume." }),
    still("done.iso", { state: "done", sent: 3_000_000 }),
    new Upload(api, new File([], "empty.iso"), none),
    new Upload(api, new File(["text"], "letter.txt"), none),
  ];
}
