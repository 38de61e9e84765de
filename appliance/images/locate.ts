import type { Content } from "../bytes/content.ts";
import type { Image } from "./catalog.ts";

export type Located =
  | { readonly kind: "file"; readonly image: Image; readonly file: string; readonly content: Content }
  | { readonly kind: "version"; readonly text: string }
  | undefined;

/** The bytes of one file of an image, in its tree or beside each other in its folder. */
export type Find = (image: Image, file: string) => Content | undefined;

/** The stored ISO whose tree this image is. */
export const isoOf = (image: Image): string | undefined => image.release?.extras["iso"];

/**
 * Whose file a path names: `<version>/<file>` as the seed has it (S4), `<image>/<any path>`, `<image>.iso`, or
 * `current/version.txt`. Two releases may have the same version; then the image that the asker's profile uses wins.
 */
export function locate(path: string, images: readonly Image[], preferred: string | undefined, find: Find): Located {
  const [folder = "", ...rest] = path.split("/").filter((part) => part !== "");
  const file = rest.join("/");
  if (file === "") return wholeIso(folder, images, find);
  const candidates = named(folder, images, preferred);
  for (const image of candidates) {
    const content = find(image, file);
    if (content !== undefined) return { kind: "file", image, file, content };
  }
  // coreos-install -V current asks for this file; a folder that somebody copied may lack it.
  const [first] = candidates;
  if (file !== "version.txt" || first === undefined || isoOf(first) !== undefined) return undefined;
  return {
    kind: "version",
    text: `${first.release?.family === "flatcar" ? "FLATCAR" : "COREOS"}_VERSION=${first.version}\n`,
  };
}

/** The image that `<image>/…` or `<version>/…` means, and the path in it. For folders, which nobody boots from. */
export function locateFolder(path: string, images: readonly Image[]): { image: Image; path: string } | undefined {
  const [folder = "", ...rest] = path.split("/").filter((part) => part !== "");
  const [image] = folder === "current" ? [] : named(folder, images, undefined);
  return image === undefined ? undefined : { image, path: rest.join("/") };
}

/** Ready images by this name, then by this version, the newest first. A tree is found by its image's name only. */
function named(folder: string, images: readonly Image[], preferred: string | undefined): Image[] {
  const ready = images.filter(({ state }) => state === "ready");
  const tree = ready.find((image) => image.name === folder && isoOf(image) !== undefined);
  if (tree !== undefined) return [tree];
  return ready
    .filter(
      (image) =>
        isoOf(image) === undefined && (image.name === folder || image.version === folder || folder === "current"),
    )
    .sort(
      (a, b) => Number(b.name === preferred) - Number(a.name === preferred) || compareVersions(b.version, a.version),
    );
}

function wholeIso(name: string, images: readonly Image[], find: Find): Located {
  const image = images.find((one) => one.state === "ready" && `${one.name}.iso` === name);
  const file = image === undefined ? undefined : isoOf(image);
  if (image === undefined || file === undefined) return undefined;
  const content = find(image, WHOLE_ISO);
  return content === undefined ? undefined : { kind: "file", image, file: WHOLE_ISO, content };
}

/** Instead of a path in the tree: the ISO itself. */
export const WHOLE_ISO = "";

/** By the numbers in them: 1010.5.0 is newer than 899.17.0. */
const compareVersions = (a: string, b: string): number => a.localeCompare(b, "en", { numeric: true });
