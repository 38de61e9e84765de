const LONGEST_PATH = 1024;

/** Where a path leads that a client names in `folder`. Without a slash in front; "" is the root, above which nothing lies. */
export function pathFrom(folder: string, named: string): string | undefined {
  if (named.length > LONGEST_PATH || /[\p{Cc}\ufffd]/u.test(named)) return undefined;
  const parts: string[] = [];
  for (const part of (named.startsWith("/") ? named : `${folder}/${named}`).split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  const path = parts.join("/");
  return path.length > LONGEST_PATH ? undefined : path;
}

/** RFC 959 appendix II: a quote within a quoted path is doubled. */
export const quotedPath = (path: string): string => `"/${path.replaceAll('"', '""')}"`;
