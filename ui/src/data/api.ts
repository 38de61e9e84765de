import type { Problem } from "../../../appliance/http/errors.ts";

/** Ten thousand machines from a slow box take seconds. What has not come by then (ms) was asked of a box without power. */
const LONGEST_READ = 60_000;

/** The appliance said no, in its own words. */
export class ApiError extends Error {
  override name = "ApiError";
  readonly status: number;
  readonly code: string;
  /** The whole document, with what is peculiar to this failure. */
  readonly problem: object;

  constructor(problem: Pick<Problem, "status" | "code" | "detail">) {
    super(problem.detail);
    this.problem = problem;
    this.status = problem.status;
    this.code = problem.code;
  }
}

/** Calls as whoever signed in (a cookie), or with a token. What goes wrong arrives as ApiError. */
export class Api {
  readonly #token: string | undefined;
  readonly #notLetIn: () => void;

  /** `notLetIn`: the session is over, or the token was revoked. */
  constructor(token?: string, notLetIn: () => void = () => undefined) {
    this.#token = token;
    this.#notLetIn = notLetIn;
  }

  /** A body is sent as JSON, bytes as they are. */
  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
    signal?: AbortSignal,
  ): Promise<Response> {
    const answer = await fetch(`/api/v1${path}`, {
      method,
      headers: {
        ...(this.#token === undefined ? {} : { Authorization: `Bearer ${this.#token}` }),
        ...(body === undefined || body instanceof Blob ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
    if (answer.ok) return answer;
    const problem = await problemOf(answer);
    if (problem.code === "RS_ACCESS_TOKEN") this.#notLetIn();
    throw new ApiError(problem);
  }

  async get<T>(path: string): Promise<T> {
    return (await (await this.send("GET", path, undefined, {}, AbortSignal.timeout(LONGEST_READ))).json()) as T;
  }

  /** All pages of a list. */
  async list<T>(path: string): Promise<T[]> {
    const items: T[] = [];
    for (let cursor: string | undefined = ""; cursor !== undefined;) {
      const query: string = cursor === "" ? "?limit=1000" : `?limit=1000&cursor=${encodeURIComponent(cursor)}`;
      const page: { items: T[]; next?: string } = await this.get(`${path}${query}`);
      items.push(...page.items);
      cursor = page.next;
    }
    return items;
  }
}

async function problemOf(answer: Response): Promise<Pick<Problem, "status" | "code" | "detail">> {
  try {
    return (await answer.json()) as Problem;
  } catch {
    return { status: answer.status, code: "RS_HTTP", detail: `${answer.status} ${answer.statusText}` };
  }
}
