/** Bytes; a folder's name may have 255 on Linux, and a number may come behind it. */
const LONGEST = 120;

/**
 * What a stick is called, and the folder that it is mounted in: what a person called it, else what its maker did. Letters of any
 * language stay; whatever could end a path, hide a folder or turn the text around becomes a space.
 */
export function stickName(given: {
  readonly label?: string | undefined;
  readonly model?: string | undefined;
  readonly serial?: string | undefined;
}): string {
  for (const one of [given.label, given.model, given.serial]) {
    const name = cleaned(one ?? "");
    if (name !== "") return name;
  }
  return "USB stick";
}

function cleaned(text: string): string {
  const name = text
    .normalize("NFC")
    .replaceAll(/[^\p{L}\p{M}\p{N} ._+()-]+/gu, " ")
    .replaceAll(/ +/g, " ")
    .replace(/^[ .-]+/, "")
    .trim();
  let short = name;
  while (Buffer.byteLength(short) > LONGEST) short = short.replace(/.$/u, "");
  return short.trim();
}

/** The names to try, one after the other, when another stick is called the same. */
export function* namesToTry(name: string): Generator<string> {
  yield name;
  for (let number = 2; number <= 100; number++) yield `${name} ${number}`;
}
