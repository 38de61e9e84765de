export const en = {
  headline: "What this appliance keeps to",
  sections: "Sections of the settings",
  region: "Language and time",
  language: "Language",
  timeZone: "Time zone",
  clock: "Clock",
  clockHere: "Clock of the appliance",
  clockBrowser: "Clock of this browser",
  clockSame: "Both clocks agree.",
  clockOff: (time: string, isBehind: boolean) =>
    isBehind ? `The appliance's clock is ${time} behind.` : `The appliance's clock is ${time} ahead.`,
  clockWhy:
    "With a wrong clock, certificates and repositories over https fail on the machines. Let the appliance reach a time server, or set its clock from its console.",
  save: "Save",
  saved: "Saved.",
};
