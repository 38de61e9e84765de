// A running appliance with one image that counts as RHEL's, and the ways in which tests look at its runs.
import { createHmac } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { Scene } from "./scene.ts";

export const NODE = "52:54:00:77:00:01";
export const OTHER = "52:54:00:77:00:02";

export interface RunSeen {
  readonly id: string;
  readonly state: string;
  readonly because?: string;
  readonly stage?: string;
}
export interface EventSeen {
  readonly code: string;
  readonly severity: string;
  readonly text: string;
  readonly mac?: string;
  readonly run?: string;
  readonly data?: { readonly action?: string };
}

const KICKSTART = `lang en_US.UTF-8
keyboard us
timezone UTC
rootpw --lock
network --bootproto=dhcp --hostname={{ machine.name }}
zerombr
clearpart --all --initlabel --drives=sda
autopart
reboot
%packages
@core
%end
`;

export const config = (scene: Scene): Record<string, unknown> => ({
  images: [{ name: "rocky", source: join(scene.folder, "media", "coreos", "1010.5.0"), verify: "none" }],
  profiles: [
    { name: "centos", image: "rocky", answerFile: KICKSTART },
    { name: "by-hand", image: "rocky", install: "manual", answerFile: KICKSTART },
  ],
  machines: [
    { mac: NODE, name: "node-01", address: "10.77.0.11", profile: "centos" },
    { mac: OTHER, name: "node-02", address: "10.77.0.12", profile: "by-hand" },
  ],
});

/** The small release is entered as one of the RHEL family, so that no ISO of gigabytes is needed to ask for its answers. */
export async function serveRhel(scene: Scene, more: Record<string, unknown> = {}): Promise<void> {
  const source = scene.release("1010.5.0");
  await scene.serve({
    ...config(scene),
    profiles: [
      { name: "centos", image: "rocky" },
      { name: "by-hand", image: "rocky" },
    ],
  });
  await scene.imageReady("rocky");
  await scene.stop("SIGTERM");
  rmSync(source, { recursive: true }); // as a stick that was pulled out: the stored image stays as it is
  const db = new Database(join(scene.folder, "data", "rackseed.db"));
  db.exec(`UPDATE image SET release = json_set(release, '$.family', 'rhel', '$.distribution', 'rocky', '$.title', 'Rocky Linux 9.4',
    '$.version', '9.4', '$.major', 9, '$.diskImages', json('[]'))`);
  db.close();
  await scene.serve({ ...config(scene), ...more });
  await scene.imageReady("rocky");
}

export const arm = (scene: Scene): Promise<RunSeen> => scene.api<RunSeen>(`/machines/${NODE}/arm`, ["-X", "POST"]);

/** As the kernel arguments of that run carry it. */
export function tokenOf(scene: Scene, run: RunSeen): string {
  const key = readFileSync(join(scene.folder, "data", "token.key"));
  return createHmac("sha256", key).update(run.id).digest().subarray(0, 20).toString("hex");
}

/** What a subscriber is shown. */
export async function events(scene: Scene): Promise<EventSeen[]> {
  const db = new Database(join(scene.folder, "data", "rackseed.db"), { readonly: true });
  const rows = db.prepare("SELECT * FROM event ORDER BY id").all() as (Omit<EventSeen, "data"> & {
    data: string | null;
  })[];
  db.close();
  return Promise.resolve(
    rows.map(({ data, ...row }) => ({ ...row, ...(data === null ? {} : { data: JSON.parse(data) as object }) })),
  );
}

export const eventOf = (scene: Scene, code: string): Promise<EventSeen> =>
  scene.until(`event ${code}`, async () => (await events(scene)).findLast((event) => event.code === code));
