/** Where below `folder` a device is mounted, the latest first.                                             proc_pid_mountinfo(5) */
export function mountsOf(device: string, folder: string, mountinfo: string): string[] {
  const found: string[] = [];
  for (const line of mountinfo.split("\n")) {
    const [before = "", after = ""] = line.split(" - ");
    const point = unescaped(before.split(" ")[4] ?? "");
    const source = unescaped(after.split(" ")[1] ?? "");
    if (source === device && point.startsWith(`${folder}/`)) found.unshift(point);
  }
  return found;
}

/** Spaces, tabs, newlines and backslashes stand there as \040. */
const unescaped = (text: string): string =>
  text.replaceAll(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
