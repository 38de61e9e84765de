import type { FilterProblem } from "../data/filter.ts";

const s = (count: number): string => (count === 1 ? "" : "s");

/** What the pages of machines and runs say. */
export const machinesEn = {
  // Overview
  progressLeft: (done: number, all: number, left: string) => `${done} of ${all} installed, about ${left} left`,
  startedBy: (profile: string, time: string, by: string) =>
    by === "" ? `Profile ${profile} · started ${time}` : `Profile ${profile} · started ${time} by ${by}`,
  servingTitle: "Serving",
  servingWhat: (subnets: string) => `Gives addresses and boot files on ${subnets}.`,
  silentTitle: "Not serving",
  silentWhat: "No machine gets an address or boots from here. Set it up on the network page.",
  toNetwork: "Network",
  rackName: (name: string) => `Rack ${name}`,
  unplaced: "Not placed in a rack",
  loose: "In this rack, unit unknown",
  gap: (units: number) => `${units} free unit${s(units)}`,
  more: (count: number) => `and ${count} more`,
  installingNow: "Installing now",
  newMachines: (count: number) => (count === 1 ? "One new machine" : `${count} new machines`),
  newWhat: "Its disk has not been touched.",
  setUp: "Set it up",
  setUpName: (machine: string) => `Set it up: ${machine}`,
  setUpAll: (count: number) => `Set up all ${count}`,
  noImageTitle: "First, an image",
  noImageText: "Put a stick with an ISO file into the appliance, or upload one. Machines are installed from it.",
  noImageGo: "Add an image",
  noMachineTitle: "Power one on",
  noMachineText:
    "Plug a machine into the rack switch, choose network boot and power it on. It appears here within a second.",
  needsYou: "needs you",
  allMachines: "All machines",
  allRuns: "All runs",

  // Machines
  machinesTitle: (count: number) => (count === 1 ? "1 machine" : `${count} machines`),
  matchTitle: (found: number, all: number) => `${found} of ${all} machines`,
  views: "View",
  shape: { table: "Table", tiles: "Tiles", rack: "Racks" },
  filter: "Filter",
  filterHelp: "Words, or state:failed mac:00:25 image:debian rack:A. A minus turns one around.",
  filterClear: "Show all",
  filterProblem: (problem: FilterProblem) => {
    if (problem.kind === "state") return `“${problem.word}” is no state.`;
    if (problem.kind === "empty") return `Write something behind ${problem.word}:`;
    const meant = problem.meant === undefined ? "" : ` Did you mean ${problem.meant}:?`;
    return `“${problem.word}:” is not known.${meant}`;
  },
  nothingFound: "No machine is like that.",
  savedViews: "Saved views",
  saveView: "Save this view…",
  saveViewName: "Name of the view",
  dropView: (name: string) => `Delete the view ${name}`,
  sortBy: (column: string) => `Sort by ${column}`,
  columns: {
    select: "Selected",
    state: "State",
    name: "Name",
    doing: "What it does",
    profile: "Profile",
    place: "Place",
    address: "Address",
    seen: "Seen",
  },
  gridName: "Machines. Up and down move, Space selects, Enter opens.",
  select: (machine: string) => `Select ${machine}`,
  selected: (count: number) => `${count} selected`,
  selectAll: (count: number) => `Select all ${count}`,
  selectNone: "Clear the selection",
  installMany: "Install…",
  placeMany: "Change…",
  stopMany: "Stop",
  removeMany: "Remove",
  placeOf: (rack: string, unit: number | undefined) => (unit === undefined ? rack : `${rack} · ${unit}`),
  addMachine: "Add a machine…",
  importFile: "Import a list…",
  unseen: "never",

  // Arming
  armTitle: (count: number, name: string) =>
    count === 1 ? `Wipe and install ${name}?` : `Wipe and install ${count} machines?`,
  armProfile: "Profile",
  armKeep: "the one that each has",
  armWindow: "Armed for",
  windowOf: (hours: number) => (hours < 1 ? `${hours * 60} minutes` : hours === 1 ? "1 hour" : `${hours} hours`),
  armNames: "Names",
  armNamesHelp: "node-{01..} gives node-01, node-02 and so on. Empty: names stay.",
  armLooking: "Looking at each machine…",
  armReady: (ready: number, all: number) => (ready === all ? `All ${all} are ready.` : `${ready} of ${all} are ready.`),
  armTable: "What becomes of each machine",
  armWipes: (disk: string) => `wipes ${disk}`,
  armAnyDisk: "wipes the first disk",
  verdict: { ready: "ready", warning: "mind this", refused: "refused" },
  armTyped: (count: number) => `Type ${count} to confirm that ${count} disks will be wiped`,
  armPower: "They start when they next boot from the network. Power them on, or restart them; choose network boot.",
  armGo: (count: number) => (count === 1 ? "Wipe and install" : `Wipe and install ${count}`),
  armedSaid: (count: number) => `${count} machine${s(count)} armed. They start when they next boot from the network.`,
  noProfile: "There is no profile that installs by itself yet. Make one from an image.",

  // Changing many
  changeTitle: (count: number) => `Change ${count} machine${s(count)}`,
  changeProfile: "Profile",
  changeLeave: "leave as it is",
  changeRack: "Rack",
  changeUnit: "Lowest unit",
  changeUnitHelp: "The first of the selection stands there, the next above it. 1 is at the bottom.",
  changeHeight: "Units each",
  changeGo: "Change",
  changedSaid: (count: number) => `${count} machine${s(count)} changed.`,
  removedSaid: (count: number) => `${count} machine${s(count)} removed.`,
  stoppedSaid: (count: number) => `${count} install${s(count)} stopped.`,
  undoneSaid: (count: number) => `${count} machine${s(count)} as before.`,
  undoneLeft: (count: number) => `${count} were changed by somebody since and stay as they are.`,
  undo: "Undo",
  removeTitle: (count: number) => `Remove ${count} machine${s(count)}?`,
  removeText:
    "They are forgotten, and listed as new when they are seen again. Installs under way are stopped. It can be undone for ten minutes.",
  removeGo: "Remove",
  stopTitle: (count: number) => `Stop ${count} install${s(count)}?`,
  stopText: "A disk that is half written does not boot. To install after all, arm the machines again.",
  stopGo: "Stop",
  close: "Close",

  // Adding
  addTitle: "Add a machine",
  addMac: "MAC address",
  addMacHelp: "It stands on the network card or in the firmware, e.g. 52:54:00:77:00:01.",
  addName: "Name",
  addGo: "Add",
  addedSaid: (name: string) => `${name} is in the list.`,
  importTitle: "Import a list of machines",
  importHelp:
    "A CSV file whose first line names the columns: mac, and any of name, address, profile, rack, unit, height, notes, vars.NAME.",
  importChoose: "Choose a file…",
  importPaste: "Or paste its text here",
  importDrop: "Drop the file here",
  importCheck: "Check",
  importChecking: (rows: number) => `Reading line ${rows}…`,
  importStoring: (stored: number, rows: number) => `Stored ${stored} of ${rows}…`,
  importGood: (entered: number, changed: number) =>
    `Checked: ${entered} new, ${changed} changed. Nothing is stored yet.`,
  importBad: (count: number) => `${count} fault${s(count)}. Nothing is stored until all are corrected.`,
  importLine: (line: number, column: string) => (column === "" ? `Line ${line}` : `Line ${line}, ${column}`),
  importGo: "Import",
  importedSaid: (count: number) => `${count} machine${s(count)} imported.`,

  // One machine's facts
  factsTitle: "Name and place",
  factsNotes: "Notes",
  factsSave: "Save",

  // Runs
  runsTitle: (open: number) =>
    open === 0 ? "No install is under way" : open === 1 ? "1 install under way" : `${open} installs under way`,
  runsUnder: "Each install of each machine, the newest first.",
  runsNone: "Nothing was installed yet. Choose machines on the machines page and install them.",
  runsShow: { all: "All", open: "Under way", failed: "Failed", done: "Done" },
  runsStop: "Stop all",
  runsRetry: (count: number) => `Retry ${count} failed`,
  runsBatch: (count: number, profile: string) => `${count} machine${s(count)} · ${profile}`,
  runsArmed: (time: string, by: string) => (by === "" ? `Armed ${time}` : `Armed ${time} by ${by}`),
  runsDone: (done: number, all: number) => `${done} of ${all} done`,
  runTook: (time: string) => `Done in ${time}`,
  copySsh: "Copy ssh command",
  copySshName: (machine: string) => `Copy ssh command: ${machine}`,
  copied: "Copied",
} as const;
