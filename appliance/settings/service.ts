import { parseStored } from "../store/parse-stored.ts";
import type { SettingStore } from "../store/settings.ts";
import { type SectionInputs, type SectionName, type Sections, sections } from "./sections.ts";

/** What a person changes while the appliance runs. Each section is read and replaced as a whole. */
export interface Settings {
  get<K extends SectionName>(name: K): Sections[K];
  /** As it was given, for showing and for backups. */
  raw<K extends SectionName>(name: K): SectionInputs[K];
  /** Has a person ever set it? */
  has(name: SectionName): boolean;
  /** Parsed by the section's schema; a ZodError leaves everything as it was. */
  set<K extends SectionName>(name: K, value: SectionInputs[K]): void;
  /** Told after a section changed. */
  subscribe(listener: (name: SectionName) => void): () => void;
}

/** `defaults`: what holds for a section that nobody has set, where that is not the schema's own default. */
export function settings(store: SettingStore, defaults: Partial<SectionInputs> = {}): Settings {
  const listeners = new Set<(name: SectionName) => void>();
  const parsed = new Map<SectionName, unknown>();
  const get = <K extends SectionName>(name: K): Sections[K] => {
    if (!parsed.has(name)) parsed.set(name, parseStored(sections[name], store.read(name) ?? defaults[name] ?? {}));
    return parsed.get(name) as Sections[K];
  };
  return {
    get,
    raw: (name) => store.read(name) ?? defaults[name] ?? {},
    has: (name) => store.read(name) !== undefined,
    set(name, value) {
      const next = sections[name].parse(value);
      store.write(name, value);
      parsed.set(name, next);
      for (const listener of listeners) listener(name);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
