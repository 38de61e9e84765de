import { run } from "./run.ts";

export interface Mirrors {
  readonly debian: string;
  readonly security: string;
}

/** Where apt on this machine gets Debian from: the image's packages come from there too. */
export async function mirrors(): Promise<Mirrors> {
  const lines = (
    await run("apt-get", ["indextargets", "--format", "$(LABEL)|$(REPO_URI)", "Created-By: Packages"])
  ).split("\n");
  const of = (label: string, otherwise: string): string =>
    (lines.find((line) => line.startsWith(`${label}|`))?.split("|")[1] ?? otherwise).replace(/\/$/, "");
  return {
    debian: of("Debian", EVERYBODYS_MIRRORS.debian),
    security: of("Debian-Security", EVERYBODYS_MIRRORS.security),
  };
}

export const RELEASE = "trixie";

/** sources.list of the image. Backports never installs by itself: what is wanted from it is asked for by suite. */
export const sources = ({ debian, security }: Mirrors, architectures: string): string =>
  [
    `${debian} ${RELEASE}`,
    `${debian} ${RELEASE}-updates`,
    `${security} ${RELEASE}-security`,
    `${debian} ${RELEASE}-backports`,
  ]
    .map((where) => `deb [arch=${architectures} signed-by=${KEYRING}] ${where} main non-free-firmware\n`)
    .join("");

/** Bookworm's keyring (since its own 12.2) knows trixie's keys. */
const KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg";

export const EVERYBODYS_MIRRORS: Mirrors = {
  debian: "http://deb.debian.org/debian",
  security: "http://deb.debian.org/debian-security",
};
