/** A filesystem as it stands in an Ignition document. */
export interface Filesystem {
  readonly device: string;
  readonly format: string;
  readonly path?: string | undefined;
  readonly mountOptions?: readonly string[] | undefined;
}

/** What Butane's `with_mount_unit` asks for: systemd mounts the filesystem, or swaps to it, in every boot. */
export function mountUnit(filesystem: Filesystem): { name: string; enabled: true; contents: string } {
  const { device, format, path, mountOptions = [] } = filesystem;
  const options = mountOptions.length === 0 ? "" : `Options=${mountOptions.map(unitText).join(",")}\n`;
  if (format === "swap") {
    return {
      name: `${escapedPath(device)}.swap`,
      enabled: true,
      contents: `[Swap]\nWhat=${unitText(device)}\n${options}\n[Install]\nRequiredBy=swap.target\n`,
    };
  }
  const check = `systemd-fsck@${escapedPath(device)}.service`;
  return {
    name: `${escapedPath(path ?? "/")}.mount`,
    enabled: true,
    contents: `[Unit]\nRequires=${check}\nAfter=${check}\n\n[Mount]\nWhere=${unitText(path ?? "/")}\nWhat=${unitText(device)}\nType=${unitText(format)}\n${options}\n[Install]\nRequiredBy=local-fs.target\n`,
  };
}

const unitText = (text: string): string => text.replaceAll("%", "%%");

/** A path as part of a unit's name: slashes become dashes, and what is neither letter, digit, ":", "_" nor "." its hexadecimal code.                systemd.unit(5) */
export function escapedPath(path: string): string {
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.length === 0) return "-";
  const bytes = Buffer.from(parts.join("/"), "utf8");
  return [...bytes]
    .map((byte, at) => {
      const letter = String.fromCharCode(byte);
      if (letter === "/") return "-";
      const plain = /[A-Za-z0-9:_.]/.test(letter) && !(at === 0 && letter === ".");
      return plain ? letter : `\\x${byte.toString(16).padStart(2, "0")}`;
    })
    .join("");
}
