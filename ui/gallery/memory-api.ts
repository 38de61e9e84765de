import { Api, ApiError } from "../src/data/api.ts";

/** Answers by method and path; the path is as in the API, without /api/v1 and without what follows "?". */
export type Answers = Readonly<Record<string, unknown>>;

/** An appliance that only remembers: the parts ask it as they ask the real one. What it was not told it refuses, as the real one does. */
export class MemoryApi extends Api {
  readonly #answers: Answers;

  constructor(answers: Answers) {
    super();
    this.#answers = answers;
  }

  override send(method: string, path: string): Promise<Response> {
    const call = `${method} ${path.replace(/\?.*/, "")}`;
    if (!(call in this.#answers)) {
      const detail = `There is no appliance behind the gallery, so nobody answers ${call}. Open the page of an appliance to do this.`;
      return Promise.reject(new ApiError({ status: 404, code: "RS_GALLERY", detail }));
    }
    // Only lists that grow are asked for "after" something, and these do not grow.
    const answer = /[?&]after=[1-9]/.test(path) ? { items: [] } : this.#answers[call];
    return Promise.resolve(Response.json(answer, { headers: { ETag: '"1"' } }));
  }
}
