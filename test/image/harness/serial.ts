// The other end of a machine's serial port.
import { createWriteStream } from "node:fs";
import { connect, type Socket } from "node:net";

export interface SerialLine {
  /** Everything since the start, without carriage returns. */
  readonly text: () => string;
  /** Resolves with the match in what came after `from` (a position in text(), 0 if not given); rejects when the time is over or the line ends. */
  readonly waitFor: (pattern: RegExp, milliseconds: number, from?: number) => Promise<RegExpExecArray>;
  readonly write: (text: string) => void;
  readonly close: () => void;
}

/** Connects to a socket that QEMU listens on; what comes also goes to the file `log`. */
export async function serialLine(socket: string, log: string): Promise<SerialLine> {
  const connection = await connected(socket, Date.now() + 10_000);
  const file = createWriteStream(log);
  let text = "";
  let ended = false;
  const waiting = new Set<() => void>();
  const tell = (): void => {
    for (const look of [...waiting]) look();
  };
  connection.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk.replaceAll("\r", "");
    file.write(chunk);
    tell();
  });
  connection.on("error", () => undefined); // "close" follows
  connection.on("close", () => {
    ended = true;
    file.end();
    tell();
  });

  const waitFor = (pattern: RegExp, milliseconds: number, from = 0): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const end = (finish: () => void): void => {
        clearTimeout(timer);
        waiting.delete(look);
        finish();
      };
      const give = (why: string): void =>
        end(() =>
          reject(
            new Error(`${why} while waiting for ${String(pattern)}; the last lines:\n${text.slice(-3000)}\n(${log})`),
          ),
        );
      const look = (): void => {
        const match = pattern.exec(text.slice(from));
        if (match !== null) end(() => resolve(match));
        else if (ended) give("the machine ended");
      };
      const timer = setTimeout(() => give(`${milliseconds / 1000} s passed`), milliseconds);
      waiting.add(look);
      look();
    });

  return {
    text: () => text,
    waitFor,
    write: (words) => void connection.write(words),
    close: () => connection.destroy(),
  };
}

async function connected(socket: string, until: number): Promise<Socket> {
  for (;;) {
    const connection = connect(socket);
    const error = await new Promise<Error | undefined>((resolve) => {
      connection.once("connect", () => resolve(undefined));
      connection.once("error", resolve);
    });
    if (error === undefined) return connection;
    if (Date.now() > until) throw error;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export interface Shell {
  /** Runs a command as root; returns its output without the last line's end, throws when it does not end with 0. */
  readonly run: (command: string, milliseconds?: number) => Promise<string>;
}

/** Debian's ip paints its words wherever there is a terminal, whatever TERM says. */
const COLOURS = /\u001B\[[0-9;?]*[A-Za-z]/g;

/** systemd's debug shell on a line of its own. */
export async function rootShell(line: SerialLine, milliseconds: number): Promise<Shell> {
  let number = 0;
  const attempt = async (command: string, time: number): Promise<string> => {
    number += 1;
    const from = line.text().length;
    // The marks are put together by the shell, so that an echo of what is typed does not look like an answer.
    line.write(`printf '%s-%s\\n' begin ${number}; { ${command}\n}; printf '\\n%s-%s-%s.\\n' end ${number} $?\n`);
    const [, output = "", status = ""] = await line.waitFor(
      new RegExp(`^begin-${number}\\n([\\s\\S]*?)\\n?end-${number}-(\\d+)\\.$`, "m"),
      time,
      from,
    );
    if (status !== "0") throw new Error(`${command} ended with ${status}:\n${output}`);
    return output.replaceAll(COLOURS, "").replace(/\n$/, "");
  };
  const until = Date.now() + milliseconds;
  for (;;) {
    try {
      line.write(
        "\nexport SYSTEMD_PAGER=cat SYSTEMD_COLORS=0 TERM=dumb; stty -echo -onlcr; PS1= PS2=; unset PROMPT_COMMAND; bind 'set enable-bracketed-paste off' 2>/dev/null\n",
      );
      await attempt("true", 30_000); // an early guest takes seconds to start a program; asking often makes it slower
      break;
    } catch (error) {
      if (Date.now() > until) throw error;
    }
  }
  return { run: (command, time = 60_000) => attempt(command, time) };
}
