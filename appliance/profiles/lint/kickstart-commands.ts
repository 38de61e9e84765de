/** Since which el release a word is known, from which on it is old, and from which on it stops the installer. */
export interface History {
  readonly since?: number;
  readonly old?: number;
  readonly gone?: number;
  readonly instead?: string;
  /** Fedora never dropped it. */
  readonly inFedora?: boolean;
}

const always = (words: string): Record<string, History> =>
  Object.fromEntries(words.split(" ").map((word) => [word, {}] as const));

// After pykickstart's handlers for RHEL 6 to 10 and Red Hat's lists of what was deprecated and removed (os-facts 5d).
export const COMMANDS: Readonly<Record<string, History>> = {
  ...always(
    "autopart bootloader cdrom clearpart cmdline driverdisk fcoe firewall firstboot graphical group halt harddrive ignoredisk iscsi iscsiname keyboard lang logging logvol mediacheck network nfs part partition poweroff raid reboot repo rescue rootpw selinux services shutdown skipx sshpw text timezone updates url user volgroup xconfig zerombr zfcp",
  ),
  auth: { old: 8, gone: 10, instead: "authselect" },
  authconfig: { old: 8, gone: 10, instead: "authselect" },
  authselect: { since: 8 },
  autostep: { old: 8, gone: 9 },
  bootc: { since: 10 },
  btrfs: { since: 7, gone: 8, instead: "part with --fstype=xfs", inFedora: true },
  device: { old: 8, gone: 9 },
  deviceprobe: { old: 8, gone: 9 },
  dmraid: { old: 8, gone: 9 },
  eula: { since: 7 },
  hmc: { since: 8 },
  install: { old: 8, gone: 9, instead: "nothing: installing is what a kickstart does" },
  interactive: { gone: 7 },
  key: { gone: 7 },
  langsupport: { gone: 6 },
  liveimg: { since: 7 },
  method: { old: 9, gone: 10, instead: "url, nfs, cdrom or harddrive by itself" },
  module: { since: 8, old: 10 },
  monitor: { old: 6, gone: 7 },
  mount: { since: 8 },
  mouse: { gone: 6 },
  multipath: { old: 8, gone: 9 },
  nvdimm: { since: 8, old: 9 },
  ostreecontainer: { since: 9 },
  ostreesetup: { since: 7 },
  rdp: { since: 10 },
  realm: { since: 7 },
  reqpart: { since: 7 },
  rhsm: { since: 8 },
  snapshot: { since: 7 },
  sshkey: { since: 7 },
  syspurpose: { since: 8, old: 9, gone: 10, instead: "subscription-manager syspurpose in %post" },
  timesource: { since: 9 },
  unsupported_hardware: { gone: 8 },
  upgrade: { gone: 8 },
  vnc: { old: 10, instead: "inst.rdp on the kernel's command line" },
  zipl: { since: 8 },
};

export const SECTION_HISTORY: Readonly<Record<string, History>> = {
  "%packages": {},
  "%pre": {},
  "%post": {},
  "%traceback": {},
  "%pre-install": { since: 7 },
  "%addon": { since: 7 },
  "%anaconda": { since: 7, old: 9, gone: 10, instead: "nothing: pwpolicy is set in Anaconda's own configuration" },
  "%onerror": { since: 8 },
  "%certificate": { since: 10 },
};

export const OPTIONS: Readonly<Record<string, Readonly<Record<string, History>>>> = {
  autopart: { "--type": { since: 7 }, "--nohome": { since: 8 } },
  bootloader: { "--upgrade": { gone: 9 }, "--boot-drive": { since: 7 }, "--lba32": { old: 6, gone: 8 } },
  clearpart: { "--list": { since: 7 }, "--disklabel": { since: 7 } },
  harddrive: { "--biospart": { gone: 9 } },
  ignoredisk: { "--interactive": { gone: 9 } },
  keyboard: { "--vckeymap": { since: 7 }, "--xlayouts": { since: 7 }, "--switch": { since: 7 } },
  logging: { "--level": { old: 9, gone: 10 } },
  network: { "--activate": { since: 7 } },
  part: { "--active": { gone: 9 } },
  partition: { "--active": { gone: 9 } },
  repo: { "--ignoregroups": { old: 9, gone: 10 } },
  rootpw: { "--allow-ssh": { since: 9 } },
  timezone: {
    "--isUtc": { old: 7, instead: "--utc" },
    "--nontp": { since: 7, old: 9, instead: "timesource --ntp-disable" },
    "--ntpservers": { since: 7, old: 9, instead: "timesource --ntp-server" },
  },
  "%packages": {
    "--instLangs": { old: 9, instead: "--inst-langs" },
    "--excludeWeakdeps": { old: 9, instead: "--exclude-weakdeps" },
    "--nobase": { old: 7, gone: 8 },
    "--nocore": { since: 7 },
    "--ignoredeps": { gone: 6 },
    "--resolvedeps": { gone: 6 },
  },
};
