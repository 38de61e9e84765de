// What the makers of CoreOS-like systems publish about their newest releases, as values. Fedora CoreOS renames its files now and then
// (its kernel got a dot in 42.20250410.3.1), so their names are taken from its list and never built.
import * as z from "zod";

export interface ReleaseFile {
  readonly url: string;
  readonly name: string;
  readonly sha256?: string;
}

/** The newest release of one stream; `files` is what `POST /api/v1/images` takes as `from.urls`. */
export interface PublishedRelease {
  readonly family: ReleaseFamily;
  /** "stable", "testing" … as its maker says. */
  readonly stream: string;
  readonly version: string;
  readonly arch: "x86_64" | "aarch64";
  readonly files: readonly ReleaseFile[];
}

export type ReleaseFamily = "fedora-coreos" | "flatcar";

export const STREAMS: Readonly<Record<ReleaseFamily, readonly string[]>> = {
  "fedora-coreos": ["stable", "testing", "next"],
  flatcar: ["stable", "beta", "alpha", "lts"],
};

/** Where the list of a stream is. */
export const listUrl = (family: ReleaseFamily, stream: string): string =>
  family === "flatcar"
    ? `${flatcarBase(stream)}/current/version.txt`
    : `https://builds.coreos.fedoraproject.org/streams/${stream}.json`;

const flatcarBase = (stream: string): string => `https://${stream}.release.flatcar-linux.net/amd64-usr`;

/** A list that is not what it should be: what is wrong with it. */
export class ReleaseListError extends Error {
  override name = "ReleaseListError";
}

export const readList = (family: ReleaseFamily, stream: string, text: string): PublishedRelease =>
  family === "flatcar" ? readFlatcar(stream, text) : readFedora(stream, text);

const artifact = z.object({
  location: z.string().startsWith("https://"),
  sha256: z.string().regex(/^[0-9a-f]{64}$/i),
});

/** The part of a stream's metadata that machines on metal need; the rest is for clouds. */
const streamMetadata = z.object({
  stream: z.string(),
  architectures: z.object({
    x86_64: z.object({
      artifacts: z.object({
        metal: z.object({
          release: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/),
          formats: z.object({ pxe: z.object({ kernel: artifact, initramfs: artifact, rootfs: artifact }) }),
        }),
      }),
    }),
  }),
});

function readFedora(stream: string, text: string): PublishedRelease {
  const parsed = streamMetadata.safeParse(jsonOf(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ReleaseListError(`${issue?.path.join(".") ?? "it"}: ${issue?.message ?? "is not right"}`);
  }
  if (parsed.data.stream !== stream) {
    throw new ReleaseListError(`it is the list of the stream "${parsed.data.stream}"`);
  }
  const { release, formats } = parsed.data.architectures.x86_64.artifacts.metal;
  const { kernel, initramfs, rootfs } = formats.pxe;
  const files = [kernel, initramfs, rootfs].map(({ location, sha256 }) => ({
    url: location,
    name: lastSegment(location),
    sha256: sha256.toLowerCase(),
  }));
  return { family: "fedora-coreos", stream, version: release, arch: "x86_64", files };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ReleaseListError("it is not JSON");
  }
}

function lastSegment(url: string): string {
  const name = new URL(url).pathname.split("/").at(-1) ?? "";
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/.test(name)) return name;
  throw new ReleaseListError(`${url} names no file`);
}

const FLATCAR_FILES = [
  "flatcar_production_pxe.vmlinuz",
  "flatcar_production_pxe_image.cpio.gz",
  "flatcar_production_image.bin.bz2",
];

/** version.txt is lines of NAME=value. Flatcar signs each file, and gives no sums in a list. */
function readFlatcar(stream: string, text: string): PublishedRelease {
  const version = /^FLATCAR_VERSION=["']?([^"'\r\n]*)/m.exec(text)?.[1] ?? "";
  if (!/^\d{1,5}\.\d{1,3}\.\d{1,3}$/.test(version)) throw new ReleaseListError("it names no FLATCAR_VERSION");
  const names = [...FLATCAR_FILES.flatMap((name) => [name, `${name}.sig`]), "version.txt"];
  const files = names.map((name) => ({ url: `${flatcarBase(stream)}/${version}/${name}`, name }));
  return { family: "flatcar", stream, version, arch: "x86_64", files };
}
