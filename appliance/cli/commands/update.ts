import { basename } from "node:path";
import type { Update, UpdateCheck } from "../api-types.ts";
import type { Call, Command } from "../command.ts";
import { CliError, EXIT } from "../exit.ts";
import { facts } from "../output.ts";
import { sendFile } from "../send-file.ts";

const PAUSE_MS = 2000;
const WORD = "yes";

const OUTCOME = {
  writing: "is being written",
  waiting: "is written, and tried at the next restart",
  trial: "is on trial",
  kept: "was kept",
  back: "was tried and not kept",
  failed: "was not installed",
  lost: "was kept, and does not start any more",
} as const;

const update: Command["run"] = async (call) => {
  const [file] = call.args;
  if (file === undefined) {
    show(call, await call.client.get<Update>("/update"));
    return undefined;
  }
  const before = await call.client.get<Update>("/update");
  if (!before.supported)
    throw new CliError(
      EXIT.refused,
      "Rackseed does not run from its own card there, so it is updated the way it was installed.",
    );
  await sendFile(call, "/update/uploads", file);
  const id = `upload:${basename(file)}`;
  const found = await call.client.send<UpdateCheck>("POST", "/update/check", { id });
  call.say(described(found, before));
  const confirm = found.needsYes ? await confirmed(call, found) : undefined;
  await call.client.send<Update>("POST", "/update", { id, ...(confirm === undefined ? {} : { confirm }) });
  const after = await settled(call);
  if (after.update?.outcome !== "waiting")
    throw new CliError(EXIT.failed, after.problem?.text ?? after.update?.because ?? "The update was not installed.");
  if (!call.flag("restart")) {
    show(call, after);
    return undefined;
  }
  await call.client.send("POST", "/device/restart", {});
  call.say("The box restarts and tries it. rackseed update says later what became of it.");
  return undefined;
};

function described({ version, order, notes, signer, development }: UpdateCheck, before: Update): string {
  return facts([
    ["Version", `${version} (${order === "same" ? "the same as" : `${order} than`} ${before.version}, which runs)`],
    ["Signed by", `${signer ?? "?"}${development ? " - development keys, which are not secret" : ""}`],
    ["What is new", notes.trim() === "" ? "-" : notes.trim().split("\n")],
  ]);
}

async function confirmed(call: Call, { order }: UpdateCheck): Promise<string> {
  if (call.flag("allow-older")) return WORD;
  const typed = await call.ask(
    `That is ${order === "older" ? "a step back" : "what runs already"}. Type ${WORD} to go on: `,
  );
  if (typed?.trim() === WORD) return WORD;
  throw new CliError(EXIT.notConfirmed, "Nothing was changed. Say --allow-older to go on without being asked.");
}

/** Until root has done it; the appliance answers all the while. */
async function settled(call: Call): Promise<Update> {
  let said = "";
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    const now = await call.client.get<Update>("/update");
    if (now.doing === undefined) return now;
    const line = `${now.doing.what} ${Math.floor(now.doing.share * 10) * 10} %`;
    if (line !== said) call.say(line);
    said = line;
  }
}

function show(call: Call, now: Update): void {
  if (call.json) {
    call.print(JSON.stringify(now, undefined, 2));
    return;
  }
  const { update: newest } = now;
  call.print(
    facts([
      ["Runs", `version ${now.version}${now.slot === undefined ? "" : ` from slot ${now.slot}`}`],
      ["Other slot", now.other === undefined ? undefined : (now.other.version ?? "nothing that could start")],
      ["Newest update", newest === undefined ? undefined : `version ${newest.to.version} ${OUTCOME[newest.outcome]}`],
      ["Because", newest?.because],
    ]),
  );
}

export const updateCommands: readonly Command[] = [
  {
    name: "update",
    args: "[FILE]",
    count: [0, 1],
    summary: "Say which version runs, or send a .raucb file and write it to the other slot",
    options: {
      "allow-older": {
        type: "boolean",
        help: "Go on without being asked when it is older than what runs, or the same",
      },
      restart: { type: "boolean", help: "Restart at once and try it" },
    },
    run: update,
  },
];
