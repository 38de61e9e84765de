export interface Message {
  readonly id: string | undefined;
  readonly name: string;
  readonly data: string;
}

/** Server-sent events out of a fetch: EventSource cannot carry a token. `heard`: something came, if only a sign of life. */
export async function* readMessages(body: ReadableStream<Uint8Array>, heard: () => void): AsyncGenerator<Message> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = "";
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      heard();
      const blocks = (rest + piece.value).split("\n\n");
      rest = blocks.pop() ?? "";
      for (const block of blocks) {
        const message = parseBlock(block);
        if (message !== undefined) yield message;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function parseBlock(block: string): Message | undefined {
  const field = (name: string): string | undefined =>
    block
      .split("\n")
      .filter((line) => line.startsWith(`${name}: `))
      .map((line) => line.slice(name.length + 2))
      .at(-1);
  const data = field("data");
  return data === undefined ? undefined : { id: field("id"), name: field("event") ?? "message", data };
}
