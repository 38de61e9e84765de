import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { gzipSync } from "node:zlib";

import type { Context, Middleware, Next } from "koa";

import { contentSecurityPolicy } from "./guards.ts";
import { listsTag } from "./ranges.ts";

interface PageFile {
  readonly bytes: Buffer;
  readonly gzipped: Buffer | undefined;
  readonly type: string;
  readonly etag: string;
  /** Its name holds a hash of its content: it may be kept for ever. */
  readonly immutable: boolean;
  /** Of a document: it may run the scripts that stand in it. */
  readonly policy: string | undefined;
}

/** The built UI, read once: a table of paths, not a folder. */
export type Page = ReadonlyMap<string, PageFile>;

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".webmanifest": "application/manifest+json",
};

const NOT_BUILT = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Rackseed</title>
<h1>This page has not been built yet</h1>
<p>Run <code>npm run build:ui</code> in the project's folder, then start the appliance again. The API at /api/v1 works without it.</p>
</html>
`;

/** Vite's output folder. Without it, one plain page that says how to build. */
export function readPage(folder: string): Page {
  const files = new Map<string, PageFile>();
  if (existsSync(join(folder, "index.html"))) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || TYPES[extname(entry.name)] === undefined) continue;
      const path = relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/");
      files.set(path === "index.html" ? "/" : `/${path}`, pageFile(path, readFileSync(join(folder, path))));
    }
  } else {
    files.set("/", pageFile("index.html", Buffer.from(NOT_BUILT)));
  }
  return files;
}

function pageFile(path: string, bytes: Buffer): PageFile {
  return {
    bytes,
    gzipped: extname(path) === ".woff2" ? undefined : gzipSync(bytes, { level: 9 }),
    type: TYPES[extname(path)] ?? "application/octet-stream",
    etag: createHash("sha256").update(bytes).digest("base64url").slice(0, 22),
    immutable: path.startsWith("ui/"),
    policy: extname(path) === ".html" ? contentSecurityPolicy(hashesOf(bytes.toString("utf8"))) : undefined,
  };
}

const hashesOf = (html: string): string[] =>
  [...html.matchAll(/<script>(.*?)<\/script>/gs)].map(([, text = ""]) =>
    createHash("sha256").update(text).digest("base64"),
  );

export const servePage =
  (page: Page): Middleware =>
  async (ctx: Context, next: Next): Promise<void> => {
    const file = page.get(ctx.path);
    if (file === undefined || (ctx.method !== "GET" && ctx.method !== "HEAD")) {
      await next();
      return;
    }
    ctx.set({
      ETag: `"${file.etag}"`,
      "Cache-Control": file.immutable ? "public, max-age=31536000, immutable" : "no-cache",
    });
    if (file.policy !== undefined) ctx.set("Content-Security-Policy", file.policy);
    ctx.vary("Accept-Encoding");
    if (listsTag(ctx.get("If-None-Match"), file.etag, "weak")) {
      ctx.status = 304;
      return;
    }
    const zipped = ctx.acceptsEncodings("gzip", "identity") === "gzip" ? file.gzipped : undefined;
    if (zipped !== undefined) ctx.set("Content-Encoding", "gzip");
    ctx.body = zipped ?? file.bytes;
    ctx.type = file.type;
  };
