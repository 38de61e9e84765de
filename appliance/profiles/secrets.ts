const MASK = "•••";

/** An answer file for showing: password hashes, clear passwords and the tokens of a run are covered. */
export function withoutSecrets(text: string): string {
  return text.split("\n").map(covered).join("\n");
}

function covered(line: string): string {
  if (line === "") return line;
  // What rootpw is told stands behind its options.
  const words = /^[ \t]*rootpw[ \t]/.test(line) ? line.replaceAll(/(?<=[ \t])(?![-\s]|rootpw[ \t])\S+/g, MASK) : line;
  return words
    .replaceAll(/\$[0-9a-z]{1,3}\$[A-Za-z0-9./$=,+]{4,}/g, MASK)
    .replaceAll(/(--(?:password|passphrase)[= ])(?:"[^"]*"|'[^']*'|\S+)/g, `$1${MASK}`)
    .replace(/^([ \t]*\S+[ \t]+passwd\/\S*password\S*[ \t]+password[ \t]+)(?!!)\S.*$/, `$1${MASK}`)
    .replace(/^([ \t-]*(?:password|passwd|hashed_passwd|plain_text_passwd)[ \t]*:[ \t]*)\S.*$/, `$1${MASK}`)
    .replaceAll(/(\/(?:runs|answers)\/)[0-9A-Za-z_-]{8,}/g, `$1${MASK}`);
}
