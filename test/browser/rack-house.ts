import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { AppError } from "../../appliance/errors.ts";
import type { Preview } from "../../appliance/http/needs-answers.ts";
import type { MediumView, NewImage } from "../../appliance/http/needs-media.ts";
import type { PublishedRelease } from "../../appliance/http/needs-releases.ts";
import type { LogLine } from "../../appliance/http/needs-runs.ts";
import type { Image, Needs } from "../../appliance/http/needs.ts";
import { type Uploads, uploads } from "../../appliance/images/uploads.ts";
import { importKickstart } from "../../appliance/profiles/import-kickstart.ts";
import { lintAnswer } from "../../appliance/profiles/lint/lint.ts";
import { MemoryHouse } from "../integration/http/fakes.ts";

const ready = { state: "ready", files: [], usedBy: [] } as const;
const everywhere = { bios: true, uefi: true, secureBoot: true } as const;

export const ROCKY: Image = {
  ...ready,
  name: "rocky-9.4-x86-64-dvd",
  title: "Rocky Linux 9.4",
  version: "9.4",
  family: "rhel",
  major: 9,
  arch: "x86_64",
  boots: everywhere,
  memory: 2560,
  verified: true,
  detail: "SHA-256 equals the sum in CHECKSUM beside it",
  bytes: 10_910_433_280,
  tree: "/rocky-9.4-x86-64-dvd/",
};
export const COREOS: Image = {
  ...ready,
  name: "coreos-1010.5.0",
  title: "CoreOS 1010.5.0",
  version: "1010.5.0",
  family: "coreos",
  arch: "x86_64",
  boots: { bios: true, uefi: true, secureBoot: false },
  memory: 1024,
  verified: true,
  detail: "key expired since 2021-06-01",
  bytes: 221_249_536,
};
const DEBIAN: Image = {
  ...ready,
  name: "debian-12.5.0-amd64-netinst",
  title: "Debian 12.5.0",
  version: "12.5.0",
  family: "debian",
  arch: "x86_64",
  state: "importing",
  verified: false,
  bytes: 659_554_304,
  phase: "copying",
  share: 0.62,
  rate: 31_000_000,
  secondsLeft: 8,
};
const REFUSED: Image = {
  ...ready,
  name: "ubuntu-24.04.1-live-server-amd64",
  version: "24.04.1",
  state: "refused",
  verified: false,
  because:
    "ubuntu-24.04.1-live-server-amd64.iso is not the file that its maker published: its SHA-256 is 3b1c…e70f, and SHA256SUMS beside it says e240…ba2d. Nothing was added. Copy the file again, or download it anew.",
};

export const STICK: MediumView = {
  id: "2f1c0a9b7d3e",
  name: "SANDISK",
  path: "/media/SANDISK",
  more: false,
  files: [
    {
      path: "CentOS-7-x86_64-Minimal-1810.iso",
      name: "CentOS-7-x86_64-Minimal-1810.iso",
      size: 962_592_768,
      kind: "iso",
    },
    {
      path: "iso/debian-12.5.0-amd64-netinst.iso",
      name: "debian-12.5.0-amd64-netinst.iso",
      size: 659_554_304,
      kind: "iso",
    },
  ],
};

const KICKSTART = `# Rackseed made this for node-02
text
url --url=http://10.77.0.1/rocky-9.4-x86-64-dvd
lang en_US.UTF-8
keyboard us
timezone Asia/Shanghai --utc
rootpw --iscrypted ••••••••
authconfig --enableshadow
clearpart --all --initlabel --drives=sda
autopart --type=lvm
reboot

%packages
@core
chrony
%end
`;

/** A house whose images, sticks, uploads and answers can be seen too. Uploads are the appliance's own, in a folder of the test's. */
export class RackHouse extends MemoryHouse {
  readonly images = new Map<string, Image>();
  readonly added: NewImage[] = [];
  media: MediumView[] = [];
  published: PublishedRelease[] = [];
  log: LogLine[] = [];
  preview: Preview = {
    kernelArgs: [
      "inst.repo=http://10.77.0.1/rocky-9.4-x86-64-dvd",
      "inst.ks=http://10.77.0.1/answers/••••••••/ks.cfg",
      "console=ttyS0",
    ],
    files: [{ name: "ks.cfg", type: "text/plain; charset=utf-8", text: KICKSTART }],
    findings: [
      {
        file: "ks.cfg",
        severity: "warning",
        line: 8,
        code: "KS_DEPRECATED",
        message: "authconfig is deprecated on el9. Write authselect instead.",
      },
    ],
    wouldAskFor: [],
    problems: [],
  };
  /** Cuts so many of the next upload requests off in their middle, as a bad cable does. */
  cuts = 0;
  readonly #removed = new Map<string, { readonly name: string; readonly image: Image }>();
  readonly #uploads: Uploads;
  readonly #folder: string;

  private constructor(folder: string) {
    super();
    this.#folder = folder;
    this.#uploads = uploads({
      folder: join(folder, "uploads"),
      reserveBytes: 0,
      now: () => new Date(),
      whole: (_path, file) => this.#uploaded(file),
      stateOf: () => "wanted",
    });
  }

  static async open(fill: (house: RackHouse) => void = () => undefined): Promise<RackHouse & AsyncDisposable> {
    const house = new RackHouse(await mkdtemp(join(tmpdir(), "rackseed-browser-")));
    fill(house);
    return house;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  override needs(): Needs {
    const needs = super.needs();
    return {
      ...needs,
      runs: { ...needs.runs, log: (_id, after) => this.log.filter(({ id }) => id > after) },
      images: {
        list: () => [...this.images.values()],
        get: (name) => this.images.get(name),
        add: (wanted) => Promise.resolve(this.#add(wanted)),
        remove: (name, who) => {
          this.#discard(name, who);
          this.journal.add("RS_IMAGE_REMOVED", `The image ${name} was removed.`, { data: { image: name } });
          return Promise.resolve();
        },
      },
      trash: {
        ...needs.trash,
        restore: (id, who) => {
          const { name, image } = this.#removed.get(id) ?? {};
          if (name === undefined || image === undefined) return needs.trash.restore(id, who);
          this.trash = this.trash.filter((one) => one.id !== id);
          this.images.set(name, image);
          return { kind: "image", name };
        },
      },
      media: { list: () => this.media },
      uploads: {
        ...this.#uploads,
        put: async (file, slice) => {
          const cut = this.cuts > 0 ? this.cuts-- : 0;
          const body = cut > 0 ? cutOff(slice.body) : slice.body;
          const { upload, image } = await this.#uploads.put(file, { ...slice, body });
          return { ...upload, ...(image === undefined ? {} : { image }) };
        },
      },
      releases: {
        offer: (family) =>
          Promise.resolve({ releases: this.published.filter((one) => one.family === family), problems: [] }),
      },
      answers: {
        preview: () => Promise.resolve(this.preview),
        check: ({ text }) =>
          Promise.resolve(lintAnswer("kickstart", text, { distribution: "rocky", major: 9, sourceByKernel: true })),
        import: ({ text }) =>
          Promise.resolve({
            ...importKickstart(text, { treeUrl: "http://10.77.0.1/rocky", addOns: [] }),
            findings: [],
          }),
      },
    };
  }

  #discard(name: string, who: string): void {
    const image = this.images.get(name);
    this.images.delete(name);
    if (image?.state !== "ready") return;
    const id = String(this.trash.length + 1);
    const at = new Date().toISOString();
    const { title = name, bytes = 0 } = image;
    this.trash.push({ id, kind: "image", name, title, at, who, bytes, daysLeft: 7 });
    this.#removed.set(id, { name, image });
  }

  #add(wanted: NewImage): Image {
    this.added.push(wanted);
    const from = "medium" in wanted.from ? wanted.from.path : "url" in wanted.from ? wanted.from.url : "release";
    const file = from.split("/").at(-1) ?? "";
    if (file.includes("refused")) throw new AppError("RS_IMAGE_TAKEN", 409, `There is an image of ${file} already.`);
    const name = file.toLowerCase().replace(/\.iso$/, "");
    const image: Image = { ...ready, name, version: "", state: "waiting", verified: false };
    this.images.set(name, image);
    this.media = this.media.map((stick) => ({
      ...stick,
      files: stick.files.map((one) => (one.path === from ? { ...one, image: name } : one)),
    }));
    return image;
  }

  #uploaded(file: string): string {
    const name = file.toLowerCase().replace(/\.iso$/, "");
    this.images.set(name, { ...ready, name, title: "Uploaded Linux 1", version: "1", verified: false });
    this.journal.add("RS_IMAGE_READY", `The image ${name} is ready.`, { data: { image: name } });
    return name;
  }
}

/** Half a megabyte comes, then the connection breaks. */
async function* cutOff(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let came = 0;
  for await (const bytes of body) {
    yield bytes;
    came += bytes.length;
    if (came > 500_000) throw new Error("the connection broke");
  }
}

/** A catalog in the middle of its day: one image of every kind, and a stick. */
export function fullCatalog(house: RackHouse): void {
  for (const image of [ROCKY, COREOS, DEBIAN, REFUSED]) house.images.set(image.name, image);
  house.media = [STICK];
  house.profiles.set("web", { name: "web", image: ROCKY.name, install: "automatic", disk: "/dev/sda", kernelArgs: [] });
}
