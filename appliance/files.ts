import { type Content, textContent } from "./bytes/content.ts";
import type { BootFile } from "./http/needs.ts";
import { type Located, locate } from "./images/locate.ts";
import type { ImageService } from "./images/service.ts";
import type { Inventory } from "./machines/inventory.ts";
import type { Runs } from "./machines/runs.ts";
import type { Ipv4 } from "./net/ipv4.ts";
import type { Mac } from "./net/mac.ts";
import type { Profiles } from "./profiles/service.ts";
import { systemOf } from "./systems/recognise.ts";

export interface FilesNeeds {
  readonly images: ImageService;
  readonly profiles: Profiles;
  readonly inventory: Inventory;
  readonly runs: Runs;
  readonly macOf: (address: Ipv4) => Mac | undefined;
  readonly sentBytes: (bytes: number) => void;
}

/** Image files by name, for TFTP and HTTP. Sending the disk image moves the asker's run. */
export interface Files {
  /** TFTP: kernel, initrd, whatever the image holds. */
  find(path: string, asker: Ipv4): Content | undefined;
  /** HTTP: the same, with a strong tag and an eye on what leaves. */
  file(path: string, asker: Ipv4): BootFile | undefined;
}

export function files({ images, profiles, inventory, runs, macOf, sentBytes }: FilesNeeds): Files {
  const preferredImage = (mac: Mac | undefined): string | undefined => {
    const profile = mac === undefined ? undefined : inventory.get(mac)?.profile;
    return profile === undefined ? undefined : profiles.get(profile)?.image;
  };
  const located = (path: string, mac: Mac | undefined): Located => locate(path, images.list(), preferredImage(mac));

  return {
    find(path, asker) {
      const found = located(path, macOf(asker));
      if (found?.kind === "file") return images.content(found.image.name, found.file);
      return found === undefined ? undefined : textContent(found.text);
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
      const { image, file } = found;
      const content = images.content(image.name, file);
      const size = image.files.find(({ name }) => name === file);
      if (content === undefined || size === undefined) return undefined;
      const { release } = image;
      const role = release === undefined ? "other" : (systemOf(release.family)?.role(release, file) ?? "other");
      return {
        content,
        etag: size.sha256,
        type: "application/octet-stream",
        track({ start, end }) {
          sentBytes(end - start);
          if (mac === undefined || runs.newestOf(mac)?.run.image !== image.name) return;
          if (role === "image") runs.see(mac, { kind: "imageSent", start, end, total: size.size });
          // What is written as one image is measured by that image alone.
          else if (release?.diskImages.length === 0) runs.sentOfTree(mac, { role, path: file, start, end });
        },
      };
    },
  };
}
