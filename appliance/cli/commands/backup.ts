import { createReadStream, createWriteStream, readFileSync, rmSync, statSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { ReceivedBackup } from "../api-types.ts";
import type { Call, Command, Option } from "../command.ts";
import { CliError, EXIT, usage } from "../exit.ts";
import { facts } from "../output.ts";

const PASSPHRASE: Readonly<Record<string, Option>> = {
  "passphrase-file": {
    type: "string",
    value: "FILE",
    help: "The passphrase stands in the first line of this file (RACKSEED_PASSPHRASE)",
  },
};

/** Undefined: none was given. Never as an option: others see the list of processes. */
function passphraseOf(call: Call): string | undefined {
  const file = call.text("passphrase-file");
  if (file === undefined) return call.env["RACKSEED_PASSPHRASE"];
  try {
    return readFileSync(file, "utf8").split(/\r?\n/)[0];
  } catch (error) {
    throw usage(`${file} cannot be read: ${(error as Error).message}`);
  }
}

const make: Command["run"] = async (call) => {
  const [file = ""] = call.args;
  const passphrase = passphraseOf(call);
  const answer = await call.client.raw(
    "POST",
    "/backup",
    JSON.stringify(passphrase === undefined ? {} : { passphrase }),
    {
      "Content-Type": "application/json",
    },
  );
  try {
    await pipeline(answer, createWriteStream(file, { flags: "wx", mode: 0o600 }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") rmSync(file, { force: true }); // half a backup is none
    throw new CliError(EXIT.refused, `${file} cannot be written: ${(error as Error).message}`);
  }
  call.say(
    `${file} is written (${statSync(file).size} bytes)${passphrase === undefined ? ", without accounts, tokens and keys" : ""}.`,
  );
  return undefined;
};

const restore: Command["run"] = async (call) => {
  const [file = ""] = call.args;
  let size: number;
  try {
    ({ size } = statSync(file));
  } catch (error) {
    throw usage(`${file} cannot be read: ${(error as Error).message}`);
  }
  const answer = await call.client.raw("PUT", "/restore", createReadStream(file), {
    "Content-Type": "application/octet-stream",
    "Content-Length": String(size),
  });
  let text = "";
  for await (const chunk of answer) text += String(chunk);
  const found = JSON.parse(text) as ReceivedBackup;
  call.say(
    facts([
      ["Made", `${found.created} by Rackseed ${found.rackseed}${found.sameDevice ? "" : ", on another appliance"}`],
      ["Holds", `${found.machines} machines, ${found.profiles} profiles${found.secrets ? ", accounts and keys" : ""}`],
    ]),
  );
  const passphrase =
    passphraseOf(call) ??
    (found.secrets ? await call.ask("Passphrase (empty: accounts and keys stay as they are): ", true) : "");
  if (!call.flag("yes")) {
    const typed = await call.ask(
      "It takes the place of everything that is on the appliance now. Type restore to go on: ",
    );
    if (typed?.trim() !== "restore")
      throw new CliError(EXIT.notConfirmed, "Nothing was changed. Say --yes to restore without being asked.");
  }
  await call.client.send("POST", "/restore", { confirm: "restore", ...(passphrase ? { passphrase } : {}) });
  call.say("The appliance starts again with the backup.");
  return undefined;
};

export const backupCommands: readonly Command[] = [
  {
    name: "backup",
    args: "FILE",
    count: [1, 1],
    summary: "Everything but the images into one file",
    options: PASSPHRASE,
    run: make,
  },
  {
    name: "restore",
    args: "FILE",
    count: [1, 1],
    summary: "Put a backup in the place of what is on the appliance",
    options: { ...PASSPHRASE, yes: { type: "boolean", help: "Do not ask" } },
    run: restore,
  },
];
