/** One thing to tell a person, in both languages. */
export interface Sentence {
  readonly en: string;
  readonly zh: string;
}
