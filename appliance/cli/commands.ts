import type { Command } from "./command.ts";
import { armCommands } from "./commands/arm.ts";
import { backupCommands } from "./commands/backup.ts";
import { exchangeCommands } from "./commands/exchange.ts";
import { houseCommands } from "./commands/house.ts";
import { imageCommands } from "./commands/images.ts";
import { machineCommands } from "./commands/machines.ts";
import { profileCommands } from "./commands/profiles.ts";
import { runCommands } from "./commands/runs.ts";
import { updateCommands } from "./commands/update.ts";
import { completion } from "./completion.ts";

/** Every command, in the order of the help. */
export function commandsWith(): readonly Command[] {
  const commands: Command[] = [];
  commands.push(
    ...machineCommands,
    ...armCommands,
    ...runCommands,
    ...imageCommands,
    ...profileCommands,
    ...exchangeCommands,
    ...backupCommands,
    ...updateCommands,
    ...houseCommands((shell) => completion(shell, commands)),
  );
  return commands;
}
