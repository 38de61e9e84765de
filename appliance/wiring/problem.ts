/** A fault of ours: it is written down and nobody else is harmed. */
export function problem(error: unknown): void {
  process.stderr.write(`rackseed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}
