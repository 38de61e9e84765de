import type { HouseFacts, MachineFacts } from "../../../appliance/doctor/facts.ts";
import { parseIpv4 } from "../../../appliance/net/ipv4.ts";
import { ago, boot, dhcp, file, handshake, NOW, ready, run, silence } from "./facts.ts";

/** What machines may do, with the rules that say something about it. */
export const MACHINES: Readonly<Record<string, readonly [readonly string[], Partial<MachineFacts>]>> = {
  "DISCOVER seen twice and silent": [
    ["not-answered"],
    { boots: [boot(...silence(9, "stranger"), ...silence(5, "stranger"))] },
  ],
  "DISCOVER seen once and silent: a switch may have eaten the rest": [[], { boots: [boot(...silence(5, "stranger"))] }],
  "silent at first, then answered": [
    [],
    { boots: [boot(...silence(60, "pool-full"), ...silence(50, "pool-full"), ...handshake(5))] },
  ],
  "an offer and no request for 13 s": [
    ["offer-not-taken"],
    { boots: [boot(dhcp(13, "discover"), dhcp(13, "offer", { detail: "10.77.0.19" }))] },
  ],
  "an offer and no request for 5 s: firmware still collects": [
    [],
    { boots: [boot(dhcp(5, "discover"), dhcp(5, "offer"))] },
  ],
  "another server's offer was taken": [
    ["offer-not-taken"],
    {
      boots: [
        boot(
          dhcp(5, "discover"),
          dhcp(5, "offer", { detail: "10.77.0.19" }),
          dhcp(1, "request"),
          dhcp(1, "unanswered", { because: "another-server-chosen", address: parseIpv4("192.168.1.1") }),
        ),
      ],
    },
  ],
  "an address that was taken": [[], { boots: [boot(...handshake(30))] }],
  "a BIOS and an image for UEFI only": [
    ["firmware-mismatch"],
    {
      firmware: "bios",
      boots: [boot(...handshake(3))],
      run: run("armed"),
      image: { ...ready, boots: { bios: false, uefi: true, secureBoot: true } },
    },
  ],
  "a BIOS and an image for both": [[], { firmware: "bios", boots: [boot(...handshake(3))], run: run("armed") }],
  "an architecture without a loader": [
    ["unsupported-architecture"],
    { boots: [boot(dhcp(3, "discover", { because: "unsupported-architecture" }))] },
  ],
  "a size probe that ends with ERROR 8, and then the file's settings": [
    [],
    {
      boots: [
        boot(
          ...handshake(60),
          file(50, "loader", "shimx64.efi", { verb: "probe" }),
          file(49, "loader", "shimx64.efi · blksize 1468"),
          file(45, "settings", "grub.cfg"),
        ),
      ],
    },
  ],
  "a size probe alone": [[], { boots: [boot(...handshake(60), file(50, "loader", "shimx64.efi", { verb: "probe" }))] }],
  "the loader whole, and nothing for 21 s": [
    ["loader-not-run"],
    { boots: [boot(...handshake(25), file(21, "loader", "shimx64.efi"))] },
  ],
  "the loader whole, and nothing for 19 s": [
    [],
    { boots: [boot(...handshake(25), file(19, "loader", "shimx64.efi"))] },
  ],
  "a loader that asked for its settings and went to the disk": [
    [],
    { boots: [boot(...handshake(120), file(110, "loader", "shimx64.efi"), file(109, "settings", "grub.cfg"))] },
  ],
  "the same loader three times in two minutes": [
    ["boot-loop"],
    {
      boots: [100, 60, 10].map((seconds) =>
        boot(dhcp(seconds, "discover"), file(seconds - 1, "loader", "undionly.kpxe · blksize 1468")),
      ),
    },
  ],
  "the same loader three times in three minutes": [
    [],
    {
      boots: [170, 90, 10].map((seconds) =>
        boot(dhcp(seconds, "discover"), file(seconds - 1, "loader", "undionly.kpxe")),
      ),
    },
  ],
  "the kernel whole, and no answers asked in 91 s": [
    ["answers-not-asked"],
    {
      run: run("booting"),
      boots: [boot(...handshake(120), file(95, "kernel", "vmlinuz"), file(91, "kernel", "initrd.img"))],
    },
  ],
  "the kernel whole, 89 s ago": [
    [],
    { run: run("booting"), boots: [boot(...handshake(120), file(89, "kernel", "initrd.img"))] },
  ],
  "the kernel whole, and its answers fetched": [
    [],
    {
      run: run("booting"),
      boots: [
        boot(file(200, "kernel", "initrd.img"), file(100, "answers", "ks.cfg", { kind: "answer", verb: "answer" })),
      ],
    },
  ],
  "an answer file after the window": [
    ["answers-refused"],
    {
      run: run("failed", { because: "window-closed" }),
      boots: [
        boot(file(5, "answers", "ks.cfg", { kind: "answer", verb: "refused", outcome: "failed", because: "404" })),
      ],
    },
  ],
  "an answer file that is not ready yet (503)": [
    [],
    {
      boots: [
        boot(file(5, "answers", "ks.cfg", { kind: "answer", verb: "refused", outcome: "failed", because: "503" })),
      ],
    },
  ],
  "a refused answer file, and armed again": [
    [],
    {
      run: run("armed"),
      boots: [
        boot(file(5, "answers", "ks.cfg", { kind: "answer", verb: "refused", outcome: "failed", because: "403" })),
      ],
    },
  ],
  "silence for five minutes after the answers": [
    ["silent-after-answers"],
    {
      run: run("booting", { lastSign: ago(301) }),
      boots: [boot(file(301, "answers", "ks.cfg", { kind: "answer", verb: "answer" }))],
    },
  ],
  "silence on the network after the answers, but its log goes on": [
    [],
    {
      run: run("booting", { lastSign: ago(3) }),
      boots: [boot(file(301, "answers", "ks.cfg", { kind: "answer", verb: "answer" }))],
    },
  ],
  "a complaint in its log": [
    ["installer-complained"],
    { run: run("installing", { complaint: "No space left on device" }) },
  ],
  "a complaint of a run that ended": [[], { run: run("failed", { complaint: "No space left on device" }) }],
  "a package that there is not": [
    ["package-missing"],
    {
      run: run("installing"),
      boots: [
        boot(
          file(5, "packages", "/rocky-9/AppStream/repodata/repomd.xml", {
            kind: "http",
            verb: "missing",
            outcome: "failed",
            because: "404",
          }),
        ),
      ],
    },
  ],
  "a file that installers ask for and do without": [
    [],
    {
      run: run("installing"),
      boots: [
        boot(
          file(5, "packages", "/rocky-9/repodata/repomd.xml.asc", {
            kind: "http",
            verb: "missing",
            outcome: "retry",
            because: "404",
          }),
        ),
      ],
    },
  ],
  "silent for twice what good runs were": [
    ["silent-install"],
    { run: run("installing", { lastSign: ago(361) }), longestGapMs: 180_000 },
  ],
  "silent for a little less": [[], { run: run("installing", { lastSign: ago(359) }), longestGapMs: 180_000 }],
  "silent for two minutes, where good runs were never silent": [
    [],
    { run: run("installing", { lastSign: ago(170) }), longestGapMs: 1000 },
  ],
  "silent for nine minutes, at the first install of its kind": [[], { run: run("installing", { lastSign: ago(540) }) }],
  "a long download is no silence": [
    [],
    {
      run: run("installing", { lastSign: ago(700) }),
      boots: [boot(file(700, "image", "image.bin.bz2", { kind: "http", open: true }))],
    },
  ],
  "installed, and boots from the network": [
    ["boots-network-again"],
    { run: run("done", { endedAt: ago(300) }), boots: [boot(...handshake(20))] },
  ],
  "installed, and only its own system asks for an address": [
    [],
    { run: run("done", { endedAt: ago(300) }), boots: [boot(dhcp(20, "discover", { rom: false }))] },
  ],
  "HTTP boot asked for while it is off": [["http-boot-off"], { boots: [boot(...silence(31, "http-boot-off"))] }],
  "HTTP boot asked for, and then PXE": [[], { boots: [boot(...silence(40, "http-boot-off"), ...handshake(31))] }],
  "a transfer that broke off": [
    ["transfer-broken"],
    { boots: [boot(...handshake(30), file(20, "kernel", "linux", { verb: "broken", outcome: "failed" }))] },
  ],
  "a transfer that broke off and was done again": [
    [],
    { boots: [boot(file(30, "kernel", "linux", { verb: "broken", outcome: "failed" }), file(20, "kernel", "linux"))] },
  ],
  "armed, booted, and its image is being imported": [
    ["image-not-ready"],
    { run: run("armed"), image: { ...ready, state: "importing" }, boots: [boot(...handshake(3))] },
  ],
  "armed, not yet booted, and its image is being imported": [
    [],
    { run: run("armed"), image: { ...ready, state: "importing" } },
  ],
};

export const quiet: HouseFacts = {
  now: NOW,
  startedAt: ago(600),
  serving: true,
  carrier: true,
  heard: 5,
  machines: 1,
  foreign: [],
  conflicts: [],
  pools: [{ cidr: "10.77.0.0/24", used: 3, size: 100 }],
  disk: { free: 20e9, size: 60e9 },
  storageFailedAt: undefined,
};
const ROUTER = { address: "192.168.1.1", mac: "50:c7:bf:00:00:01", since: ago(60), ignored: false };
/** The same of the appliance and its network, beside `quiet`. */
export const HOUSES: Readonly<Record<string, readonly [readonly string[], Partial<HouseFacts>]>> = {
  "all is well": [[], {}],
  "nobody was heard for three minutes": [["no-machine-seen"], { heard: 0, machines: 0, startedAt: ago(181) }],
  "nobody was heard for two minutes": [[], { heard: 0, machines: 0, startedAt: ago(120) }],
  "nobody was heard, and machines are known": [[], { heard: 0 }],
  "nobody was heard, and nothing is served": [[], { heard: 0, machines: 0, serving: false }],
  "another server gives addresses": [["foreign-dhcp"], { foreign: [ROUTER] }],
  "another server that a person ignores": [[], { foreign: [{ ...ROUTER, ignored: true }] }],
  "two addresses in conflict are two findings": [
    ["address-conflict", "address-conflict"],
    {
      conflicts: [
        { address: "10.77.0.5", at: ago(10) },
        { address: "10.77.0.6", at: ago(10) },
      ],
    },
  ],
  "a conflict of the day before yesterday": [[], { conflicts: [{ address: "10.77.0.5", at: ago(90_000) }] }],
  "a full pool": [["pool-full"], { pools: [{ cidr: "10.77.0.0/24", used: 100, size: 100 }] }],
  "a pool with one address left": [[], { pools: [{ cidr: "10.77.0.0/24", used: 99, size: 100 }] }],
  "a disk with 200 MB left": [["storage"], { disk: { free: 200e6, size: 60e9 } }],
  "a disk that refused a lease": [["storage"], { storageFailedAt: ago(30) }],
};
