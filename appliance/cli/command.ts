import type { ParseArgsConfig } from "node:util";
import type { Client } from "./client.ts";
import type { Connection, Given } from "./connection.ts";

export interface Option {
  readonly type: "string" | "boolean";
  readonly multiple?: boolean;
  /** What stands behind it in the help: FILE. */
  readonly value?: string;
  readonly help: string;
}

/** What a command gets. */
export interface Call {
  readonly args: readonly string[];
  /** An option that was given, as text. */
  readonly text: (name: string) => string | undefined;
  readonly texts: (name: string) => readonly string[];
  readonly flag: (name: string) => boolean;
  readonly json: boolean;
  readonly client: Client;
  readonly connection: Connection;
  readonly given: Given;
  readonly env: NodeJS.ProcessEnv;
  readonly print: (text: string) => void;
  /** For the person in front of the terminal, beside the output. */
  readonly say: (text: string) => void;
  readonly ask: (question: string, hidden?: boolean) => Promise<string | undefined>;
}

export interface Command {
  /** "machines list" */
  readonly name: string;
  /** "NAME|MAC…" */
  readonly args: string;
  /** How many arguments at least and at most. */
  readonly count: readonly [number, number];
  readonly summary: string;
  readonly options?: Readonly<Record<string, Option>>;
  /** It needs no appliance. */
  readonly offline?: boolean;
  /** Its first argument is the appliance's URL. */
  readonly namesUrl?: boolean;
  /** The exit code; undefined: 0. */
  readonly run: (call: Call) => Promise<number | undefined> | number | undefined;
}

export const GLOBAL: Readonly<Record<string, Option>> = {
  url: { type: "string", value: "URL", help: "The appliance, e.g. https://rackseed.local (RACKSEED_URL)" },
  token: {
    type: "string",
    value: "TOKEN",
    help: "Better in RACKSEED_TOKEN or by login: others see options in the list of processes",
  },
  ca: { type: "string", value: "FILE", help: "The appliance's own authority, as PEM" },
  fingerprint: {
    type: "string",
    value: "SHA256",
    help: "Trust exactly the certificate (or authority) with this fingerprint",
  },
  json: { type: "boolean", help: "Answer as JSON" },
  help: { type: "boolean", help: "Show this" },
};

export const parseOptions = (command: Command | undefined): NonNullable<ParseArgsConfig["options"]> =>
  Object.fromEntries(
    Object.entries({ ...GLOBAL, ...command?.options }).map(([name, { type, multiple = false }]) => [
      name,
      { type, multiple },
    ]),
  );
