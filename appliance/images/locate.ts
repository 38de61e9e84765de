import type { Image } from "./catalog.ts";

export type Located =
  | { readonly kind: "file"; readonly image: Image; readonly file: string }
  | { readonly kind: "version"; readonly text: string }
  | undefined;

/**
 * Whose file a path names: `<version>/<file>` as the seed has it (S4), `<image>/<file>`, or `current/version.txt`. Two releases
 * may have the same version; then the image that the asker's profile uses wins.
 */
export function locate(path: string, images: readonly Image[], preferred: string | undefined): Located {
  const [folder = "", file = "", ...rest] = path.split("/").filter((part) => part !== "");
  if (file === "" || rest.length > 0) return undefined;
  const candidates = images
    .filter(
      (image) => image.state === "ready" && (image.name === folder || image.version === folder || folder === "current"),
    )
    .sort(
      (a, b) => Number(b.name === preferred) - Number(a.name === preferred) || compareVersions(b.version, a.version),
    );
  const holder = candidates.find((image) => image.files.some(({ name }) => name === file));
  if (holder !== undefined) return { kind: "file", image: holder, file };
  // coreos-install -V current asks for this file; a folder that somebody copied may lack it.
  const [first] = candidates;
  if (file !== "version.txt" || first === undefined) return undefined;
  return {
    kind: "version",
    text: `${first.release?.family === "flatcar" ? "FLATCAR" : "COREOS"}_VERSION=${first.version}\n`,
  };
}

/** By the numbers in them: 1010.5.0 is newer than 899.17.0. */
const compareVersions = (a: string, b: string): number => a.localeCompare(b, "en", { numeric: true });
