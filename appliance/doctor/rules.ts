import type { Rule } from "./rule.ts";
import { addressConflict } from "./rules/address-conflict.ts";
import { answersNotAsked } from "./rules/answers-not-asked.ts";
import { answersRefused } from "./rules/answers-refused.ts";
import { bootLoop } from "./rules/boot-loop.ts";
import { bootsNetworkAgain } from "./rules/boots-network-again.ts";
import { firmwareMismatch } from "./rules/firmware-mismatch.ts";
import { foreignDhcp } from "./rules/foreign-dhcp.ts";
import { httpBootOff } from "./rules/http-boot-off.ts";
import { imageNotReady } from "./rules/image-not-ready.ts";
import { installerComplained } from "./rules/installer-complained.ts";
import { loaderNotRun } from "./rules/loader-not-run.ts";
import { noMachineSeen } from "./rules/no-machine-seen.ts";
import { notAnswered } from "./rules/not-answered.ts";
import { offerNotTaken } from "./rules/offer-not-taken.ts";
import { packageMissing } from "./rules/package-missing.ts";
import { poolFull } from "./rules/pool-full.ts";
import { silentAfterAnswers } from "./rules/silent-after-answers.ts";
import { silentInstall } from "./rules/silent-install.ts";
import { storage } from "./rules/storage.ts";
import { transferBroken } from "./rules/transfer-broken.ts";
import { unsupportedArchitecture } from "./rules/unsupported-architecture.ts";

/** Everything that the boot doctor knows, in the order of a boot. */
export const RULES: readonly Rule[] = [
  noMachineSeen,
  notAnswered,
  offerNotTaken,
  foreignDhcp,
  addressConflict,
  poolFull,
  unsupportedArchitecture,
  httpBootOff,
  firmwareMismatch,
  imageNotReady,
  transferBroken,
  loaderNotRun,
  bootLoop,
  answersNotAsked,
  answersRefused,
  silentAfterAnswers,
  installerComplained,
  packageMissing,
  silentInstall,
  bootsNetworkAgain,
  storage,
];
