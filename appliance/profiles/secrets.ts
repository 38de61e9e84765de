const MASK = "•••";

/** An answer file for showing: password hashes, clear passwords and the tokens of a run are covered. */
export function withoutSecrets(text: string): string {
  return text
    .replaceAll(/\$(?:[0-9a-z]{1,3})\$[A-Za-z0-9./$=,+]{4,}/g, MASK)
    .replaceAll(/^(\s*rootpw\b.*?\s)(?!-)\S+\s*$/gm, `$1${MASK}`)
    .replaceAll(/(--(?:password|passphrase)[= ])(?:"[^"\n]*"|'[^'\n]*'|\S+)/g, `$1${MASK}`)
    .replaceAll(/^(\s*\S+\s+passwd\/\S*password\S*\s+password\s+)(?!!)\S.*$/gm, `$1${MASK}`)
    .replaceAll(/^(\s*(?:password|passwd|hashed_passwd|plain_text_passwd)\s*:\s*)\S.*$/gm, `$1${MASK}`)
    .replaceAll(/(\/(?:runs|answers)\/)[0-9A-Za-z_-]{8,}/g, `$1${MASK}`);
}
