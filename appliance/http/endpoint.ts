import type { Context } from "koa";
import type { z } from "zod";

import type { Needed, Principal } from "../access/principal.ts";
import type { Needs } from "./needs.ts";

/** Where a request came from. */
export interface From {
  readonly address: string;
  /** Over https. */
  readonly encrypted: boolean;
  /** The session that its cookie names; never in the clear. */
  readonly session: string | undefined;
}

/** What an endpoint gets: parsed values only. */
export interface Input<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly needs: Needs;
  /** Who asks; at an `open` endpoint that may be nobody. */
  readonly who: Principal | undefined;
  readonly from: From;
  readonly header: (name: string) => string | undefined;
}

/** What an endpoint answers with: a value that one place writes, or a stream that writes itself. */
export type Outcome =
  | { readonly status?: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }
  | { readonly stream: (ctx: Context) => void | Promise<void> };

export interface Described {
  readonly description: string;
  readonly schema?: z.ZodType;
  readonly type?: string;
}

/** One operation of the API: its schemas check the input and write its part of /api/openapi.json. */
export interface Endpoint {
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  readonly params: z.ZodObject | undefined;
  readonly query: z.ZodObject | undefined;
  readonly body: z.ZodType | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly answers: Readonly<Record<number, Described | readonly Described[]>>;
  /** Answers whoever asks. */
  readonly open: boolean;
  /** Before anybody owns the appliance, who knows its claim code may do this too, over https. */
  readonly byClaimCode: boolean;
  /** The least role that may do this: viewer for GET, operator for the rest, unless it says otherwise. */
  readonly needs: Needed | undefined;
  /** The touch panel may do this too. */
  readonly panel: boolean;
  /** Says no to what only asks although it is no GET: that leaves no line in the audit trail. */
  readonly changes: (body: unknown, query: unknown) => boolean;
  readonly handle: (input: Input<unknown, unknown, unknown>) => Outcome | Promise<Outcome>;
}

interface Declared<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> {
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly headers?: Readonly<Record<string, string>>;
  readonly answers: Readonly<Record<number, Described | readonly Described[]>>;
  readonly open?: boolean;
  readonly byClaimCode?: boolean;
  readonly needs?: Needed;
  readonly panel?: boolean;
  /** Absent: it does. */
  readonly changes?: false | ((body: z.output<B>, query: z.output<Q>) => boolean);
  readonly handle: (input: Input<z.output<P>, z.output<Q>, z.output<B>>) => Outcome | Promise<Outcome>;
}

/** Ties the handler's types to its schemas. */
export function endpoint<
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
  B extends z.ZodType = z.ZodUndefined,
>(declared: Declared<P, Q, B>): Endpoint {
  return {
    ...declared,
    params: declared.params,
    query: declared.query,
    body: declared.body,
    headers: declared.headers ?? {},
    open: declared.open ?? false,
    byClaimCode: declared.byClaimCode ?? false,
    needs: declared.needs,
    panel: declared.panel ?? false,
    changes: changesOf(declared.changes) as Endpoint["changes"],
    handle: declared.handle as Endpoint["handle"],
  };
}

const changesOf = <F extends (...given: never) => boolean>(declared: false | F | undefined): F | (() => boolean) =>
  typeof declared === "function" ? declared : () => declared ?? true;
