/** The first run, after the appliance was claimed. */
export const en = {
  progress: "Steps of the first run",
  steps: {
    region: "Language and time",
    network: "Network",
    image: "First image",
    machine: "First machine",
    done: "Done",
  },
  stepOf: (step: number, all: number) => `Step ${step} of ${all}`,
  next: "Continue",
  back: "Back",
  skip: "Skip for now",

  regionTitle: "Welcome. Which language and time zone?",
  regionText:
    "The appliance uses them on its own screen and in what it writes. Machines have their own in their profile.",
  language: "Language",
  timeZone: "Time zone",
  timeZoneHint: "Taken from this browser",
  restore: "Moving from another appliance?",
  restoreLink: "Restore from a backup",

  networkTitle: "How should it take part in this network?",
  networkText: "Nothing has been sent to any machine yet. No address is given before you say so.",

  imageTitle: "What should machines be installed with?",
  imageText:
    "Plug in a USB stick with an ISO file, send one from this browser, or name a link. The import goes on in the background.",
  imageAdd: "Add an image…",
  imageNone: "No stick is plugged in. As soon as one is, its files stand here.",
  imagesHere: "Images",
  imageReady: "ready",
  imageRefused: "refused",

  machineTitle: "Power on a machine and choose network boot",
  machineText: "It appears here the second it asks. Its disk is not touched: nothing is wiped unless you say so.",
  machineSilent:
    "Rackseed says nothing on the network, so no machine will appear. You can change that on the network page.",
  machineWaiting: "Waiting for the first machine…",
  machineSeen: (count: number) => (count === 1 ? "One machine is here." : `${count} machines are here.`),

  doneTitle: "Ready",
  doneServer: (device: string) => `Rackseed gives addresses on ${device}.`,
  doneProxy: "Rackseed adds boot information; addresses stay with the other server.",
  doneOff: "Rackseed says nothing on the network. Change that on the network page whenever you like.",
  doneImages: (count: number) => (count === 1 ? "1 image is here." : `${count} images are here.`),
  doneNoImages: "No image is here yet. Add one on the images page.",
  doneMachines: (count: number) => (count === 1 ? "1 machine was seen." : `${count} machines were seen.`),
  doneNoMachines: "No machine was seen yet. It appears on the overview as soon as one boots from the network.",
  doneNext: "Next: choose machines, give them a profile, and arm them.",
  finish: "To the overview",
};
