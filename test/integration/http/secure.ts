import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type HttpLimits, type HttpServer, startHttpServer } from "../../../appliance/http/server.ts";
import { tlsFiles } from "../../../appliance/tls/files.ts";
import { subjects } from "../../../appliance/tls/names.ts";
import { openTls, type Tls } from "../../../appliance/tls/service.ts";
import { MemoryHouse } from "./fakes.ts";

export interface Secure {
  readonly house: MemoryHouse;
  readonly server: HttpServer;
  readonly tls: Tls;
  readonly plain: string;
  readonly secure: string;
  readonly plainPort: number;
  readonly port: number;
  /** A file with the authority's certificate. */
  readonly authority: string;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A real server on loopback with both kinds of port, over a house in memory and a real authority. */
export async function serveSecure(
  house = new MemoryHouse(),
  limits: Partial<HttpLimits> = {},
  uiFolder?: string,
): Promise<Secure> {
  const folder = mkdtempSync(join(tmpdir(), "rackseed-front-"));
  const tls = await openTls({
    files: tlsFiles(join(folder, "tls")),
    subjects: () => subjects([], house.names),
    clock: () => new Date(),
    issued: () => undefined,
  });
  const authority = join(folder, "authority.crt");
  writeFileSync(authority, tls.caPem);
  const needs = house.needs();
  const place = { address: "127.0.0.1", port: 0 };
  const server = await startHttpServer({
    needs: { ...needs, tls: { ...needs.tls, words: tls.fingerprintWords(), caPem: () => tls.caPem } },
    log: (severity, code, text) => house.logged.push(`${severity} ${code} ${text}`),
    listen: [place],
    tls: { listen: [place], credentials: () => tls.credentials(), subscribe: (listener) => tls.subscribe(listener) },
    uiFolder: uiFolder ?? join(folder, "no-such-folder"),
    limits: { grace: 200, ...limits },
  });
  const plainPort = server.addresses[0]?.port ?? 0;
  const port = server.tlsAddresses[0]?.port ?? 0;
  house.httpsPort = port;
  return {
    house,
    server,
    tls,
    plainPort,
    port,
    plain: `http://127.0.0.1:${plainPort}`,
    secure: `https://127.0.0.1:${port}`,
    authority,
    async [Symbol.asyncDispose]() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
