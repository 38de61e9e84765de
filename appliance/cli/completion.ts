import { type Command, GLOBAL } from "./command.ts";

export type Shell = "bash" | "zsh" | "fish";

interface Words {
  /** What may follow after these words. */
  readonly after: string;
  readonly next: readonly string[];
}

/** Commands, their second words, and their options, for the shell's own completion. */
export function completion(shell: Shell, commands: readonly Command[]): string {
  const words = wordsOf(commands);
  if (shell === "bash") return bash(words);
  return shell === "zsh"
    ? `#compdef rackseed\nautoload -U +X bashcompinit && bashcompinit\n${bash(words)}`
    : fish(words, commands);
}

function wordsOf(commands: readonly Command[]): Words[] {
  const firsts = [...new Set(commands.map(({ name }) => name.split(" ")[0] ?? ""))];
  const options = (own: Command["options"]): string[] => Object.keys({ ...own, ...GLOBAL }).map((name) => `--${name}`);
  return [
    { after: "", next: firsts },
    ...firsts.flatMap((first): Words[] => {
      const seconds = commands.flatMap(({ name }) =>
        name.startsWith(`${first} `) ? [name.slice(first.length + 1)] : [],
      );
      return seconds.length === 0 ? [] : [{ after: first, next: seconds }];
    }),
    ...commands.map(({ name, options: own }) => ({ after: name, next: options(own) })),
  ];
}

const bash = (words: readonly Words[]): string => `_rackseed() {
  local word=\${COMP_WORDS[COMP_CWORD]} one=\${COMP_WORDS[1]} two=\${COMP_WORDS[2]} next=
  case $COMP_CWORD in
    1) one= two= ;;
    2) two= ;;
  esac
  case "$one $two" in
${byLength(words)
  .map(({ after, next }) => `    ${patternOf(after)}) next="${next.join(" ")}" ;;`)
  .join("\n")}
  esac
  case "$next:$word" in
    --*:-*) COMPREPLY=($(compgen -W "$next" -- "$word")) ;;
    --*|:*) COMPREPLY=($(compgen -f -- "$word")) ;;
    *) COMPREPLY=($(compgen -W "$next" -- "$word")) ;;
  esac
}
complete -o filenames -F _rackseed rackseed
`;

/** The longer come first: the shell takes the first that fits. */
const byLength = (words: readonly Words[]): Words[] =>
  words.toSorted((a, b) => Number(b.after.includes(" ")) - Number(a.after.includes(" ")));

/** The first command matches only itself; one of two words may be followed by anything. */
function patternOf(after: string): string {
  if (after === "") return '" "';
  return after.includes(" ") ? `"${after}"` : `"${after} "*`;
}

const fish = (words: readonly Words[], commands: readonly Command[]): string =>
  [
    "complete -c rackseed -f",
    ...words
      .filter(({ next }) => next[0]?.startsWith("--") !== true)
      .map(({ after, next }) =>
        after === ""
          ? `complete -c rackseed -n __fish_use_subcommand -a '${next.join(" ")}'`
          : `complete -c rackseed -n '__fish_seen_subcommand_from ${after}; and not __fish_seen_subcommand_from ${next.join(" ")}' -a '${next.join(" ")}'`,
      ),
    ...commands.flatMap(({ name, options = {} }) =>
      Object.entries(options).map(
        ([option, { type, help }]) =>
          `complete -c rackseed -n '${name
            .split(" ")
            .map((word) => `__fish_seen_subcommand_from ${word}`)
            .join("; and ")}' -l ${option}${type === "string" ? " -r" : ""} -d '${help.replaceAll("'", "\\'")}'`,
      ),
    ),
    ...Object.entries(GLOBAL).map(
      ([option, { type }]) => `complete -c rackseed -l ${option}${type === "string" ? " -r" : ""}`,
    ),
    "",
  ].join("\n");
