import { type Content, contentSize, extentsOf, textContent } from "../bytes/content.ts";
import type { BootFile } from "../http/needs.ts";
import { contentType } from "../images/content-type.ts";
import { isoOf, type Located, locate, locateFolder, WHOLE_ISO } from "../images/locate.ts";
import type { Image, ImageService } from "../images/service.ts";
import type { Listing } from "../images/tree.ts";
import type { Inventory } from "../machines/inventory.ts";
import type { Runs } from "../machines/runs.ts";
import type { Ipv4 } from "../net/ipv4.ts";
import type { Mac } from "../net/mac.ts";
import type { Profiles } from "../profiles/service.ts";
import { systemOf } from "../systems/recognise.ts";
import type { FileRole } from "../systems/system.ts";

export interface FilesNeeds {
  readonly images: ImageService;
  readonly profiles: Profiles;
  readonly inventory: Inventory;
  readonly runs: Runs;
  readonly macOf: (address: Ipv4) => Mac | undefined;
  readonly sentBytes: (bytes: number) => void;
}

/** Image files by name, for TFTP, HTTP and FTP. Sending the disk image moves the asker's run. */
export interface Files {
  /** TFTP: kernel, initrd, whatever the image holds. */
  find(path: string, asker: Ipv4): Content | undefined;
  /** HTTP: the same, with a strong tag and an eye on what leaves. */
  file(path: string, asker: Ipv4): BootFile | undefined;
  /** What lies in a folder, for people and for FTP. */
  folder(path: string): Listing | undefined;
}

export function files({ images, profiles, inventory, runs, macOf, sentBytes }: FilesNeeds): Files {
  const preferredImage = (mac: Mac | undefined): string | undefined => {
    const profile = mac === undefined ? undefined : inventory.get(mac)?.profile;
    return profile === undefined ? undefined : profiles.get(profile)?.image;
  };
  const located = (path: string, mac: Mac | undefined): Located =>
    locate(path, images.list(), preferredImage(mac), (image, file) => images.content(image.name, file));

  /** The bytes [start, end) of a file of an image went to this machine. The one place where that means something for its run. */
  function sent(mac: Mac, image: Image, path: string, role: FileRole, start: number, end: number, size: number): void {
    if (runs.newestOf(mac)?.run.image !== image.name) return;
    if (role === "image") runs.see(mac, { kind: "imageSent", start, end, total: size });
    // What is written as one image is measured by that image alone.
    else if (image.release?.diskImages.length === 0) runs.sentOfTree(mac, { role, path, start, end });
  }

  return {
    find(path, asker) {
      const found = located(path, macOf(asker));
      if (found?.kind === "file") return found.content;
      return found === undefined ? undefined : textContent(found.text);
    },
    folder(path) {
      const found = locateFolder(path, images.list());
      return found === undefined ? undefined : images.folder(found.image.name, found.path);
    },
    file(path, asker) {
      const mac = macOf(asker);
      const found = located(path, mac);
      if (found === undefined) return undefined;
      if (found.kind === "version")
        return {
          content: textContent(found.text),
          etag: `version-${found.text.trim()}`,
          type: "text/plain; charset=utf-8",
        };
      const { image, file, content } = found;
      const { release } = image;
      const role =
        release === undefined || file === WHOLE_ISO
          ? "other"
          : (systemOf(release.family)?.role(release, file) ?? "other");
      return {
        content,
        etag: tagOf(image, file, content),
        type: contentType(file === WHOLE_ISO ? ".iso" : file),
        track({ start, end }) {
          sentBytes(end - start);
          if (mac !== undefined) sent(mac, image, file, role, start, end, contentSize(content));
        },
      };
    },
  };
}

/** A file's SHA-256. A file in an ISO is known by the ISO's, and by where it lies in it: other bytes, other tag. */
function tagOf(image: Image, file: string, content: Content): string {
  const iso = isoOf(image);
  const name = iso ?? file;
  const sha256 = image.files.find((one) => one.name === name)?.sha256 ?? image.name;
  if (iso === undefined || file === WHOLE_ISO) return sha256;
  const start = content.kind === "bytes" ? 0 : (extentsOf(content)[0]?.start ?? 0);
  return `${sha256}-${start}-${contentSize(content)}`;
}
