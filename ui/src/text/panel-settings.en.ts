export const en = {
  name: "Touch panel",
  intro: "The screen on the box shows the state of each machine. It wipes nothing unless you allow it here.",
  allow: "Allow installs from the panel",
  allowText:
    "Whoever stands in front of the box and knows the PIN can install a machine, and that wipes the machine's disk.",
  pin: "PIN",
  pinHelp: "4 to 12 digits.",
  pinSet: "A PIN is set. Leave this empty to keep it.",
  pinMissing: "No PIN is set yet.",
  save: "Save",
  saved: "Saved.",
  reading: "Reading the settings…",
};
