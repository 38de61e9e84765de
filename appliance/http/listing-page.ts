import type { Listing } from "../images/tree.ts";
import { htmlText as text } from "./html.ts";

/** One folder as a page without script, which lynx, curl and wget read as well. `path`: "/rocky-9.4/images/". */
export function listingPage(path: string, listing: Listing): string {
  const names = path.split("/").filter((name) => name !== "");
  const crumbs = names.map((name, index) => {
    const up = "../".repeat(names.length - 1 - index);
    return up === "" ? `<b>${text(name)}</b>` : `<a href="${up}">${text(name)}</a>`;
  });
  const rows = listing.map(({ name, kind, size }) => {
    const shown = kind === "folder" ? `${name}/` : name;
    const link = encodeURIComponent(name) + (kind === "folder" ? "/" : "");
    return `<tr><td><a href="${link}">${text(shown)}</a></td><td>${kind === "folder" ? "" : bytes(size)}</td></tr>`;
  });
  const up = names.length > 1 ? `<tr><td><a href="../">../</a></td><td></td></tr>\n` : "";
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${text(path)}</title>
<link rel="stylesheet" href="${LISTING_STYLE_PATH}">
<h1>${crumbs.join(" / ")}</h1>
<table>
<thead><tr><th scope="col">Name</th><th scope="col">Size</th></tr></thead>
<tbody>
${up}${rows.join("\n")}
</tbody>
</table>
<p>${listing.length === 1 ? "1 name" : `${listing.length} names`}</p>
</html>
`;
}

/** Beside the pages and not in them: the policy allows no inline style. */
export const LISTING_STYLE_PATH = "/assets/listing.css";

export const LISTING_STYLE = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.25rem; font-weight: 400; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-size: 0.85rem; font-weight: 400; opacity: 0.75; }
th, td { padding: 0.3rem 0.5rem; border-bottom: 1px solid color-mix(in srgb, currentColor 15%, transparent); }
td:first-child { overflow-wrap: anywhere; }
th:last-child, td:last-child { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
p { font-size: 0.85rem; opacity: 0.75; }
`;

function bytes(size: number): string {
  const units = ["B", "kB", "MB", "GB"] as const;
  const unit = size < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(size) / 3));
  return `${unit === 0 ? size : (size / 1000 ** unit).toFixed(1)} ${units[unit] ?? ""}`;
}
