// One life that is killed in the middle of a step: node child.ts DATA STEP. It prints a line just before the moment.
import { setTimeout as sleep } from "node:timers/promises";

import { life } from "./world.ts";

const [data = "", step = ""] = process.argv.slice(2);
const here = async (): Promise<void> => {
  process.stdout.write("here\n");
  await sleep(60_000);
};
const one = life(data, {
  removeFolder: step === "remove" ? here : undefined,
} as Parameters<typeof life>[1]);
if (step === "discard") {
  await one.images.remove("coreos", "ann");
  await here();
}
if (step === "restore") {
  one.trash.restore(one.trash.list()[0]?.id ?? "", "ann");
  await here();
}
if (step === "remove") await one.trash.remove(one.trash.list()[0]?.id ?? "", "ann");
