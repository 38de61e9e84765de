import { stringify } from "yaml";
import { type Backup, backup as openBackup } from "../backup/service.ts";
import type { SectionName } from "../settings/sections.ts";
import { sections } from "../settings/sections.ts";
import { LEASE_SCHEMA } from "../store/leases.ts";
import { schema } from "../store/schema.ts";
import { VERSION } from "../version.ts";
import type { House } from "./house.ts";

/** The panel's holds the hash of its PIN: it travels with the secrets (store/backup.ts). */
const OPEN_SECTIONS = (Object.keys(sections) as SectionName[]).filter((name) => name !== "panel");

/** The house as one file, and back. */
export function backup(house: House, data: string, restart: () => void): Backup {
  const { db, leasesPath, inventory, profiles, images, settings } = house;
  return openBackup({
    data,
    db,
    leasesPath,
    schemas: { rackseed: schema.length, leases: LEASE_SCHEMA },
    version: VERSION,
    now: () => new Date(),
    texts: () => ({
      "settings.json": json(Object.fromEntries(OPEN_SECTIONS.map((name) => [name, settings.raw(name)]))),
      // The images themselves are too large; this says what has to be imported again.
      "images.json": json(
        images
          .list()
          .map(({ name, version, state, source, bytes, files }) => ({ name, version, state, source, bytes, files })),
      ),
      ...Object.fromEntries(
        profiles.list().map((profile) => [`profiles/${profile.name}.yaml`, stringify(profile, { lineWidth: 0 })]),
      ),
    }),
    counts: () => ({
      machines: inventory.list().filter(({ known }) => known).length,
      profiles: profiles.list().length,
    }),
    restart,
  });
}

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
