import type { HealthReport } from "../data/health.ts";

type Code = HealthReport["concerns"][number]["code"];

/** How the appliance itself is. */
export const en = {
  well: "The appliance is well",
  wellNotServing: "The appliance is well, and gives no addresses",
  concerns: (count: number) => (count === 1 ? "1 thing needs a look" : `${count} things need a look`),
  subline: (version: string, uptime: string) => `Rackseed ${version}, running for ${uptime}`,
  days: (days: number, hours: number) => (hours === 0 ? `${days} d` : `${days} d ${hours} h`),
  reading: "Reading…",
  unknown: "not known on this machine",
  notYet: "nothing measured yet",
  answers: "How fast it answers",
  dhcpAck: "Address confirmed",
  dhcpAckHelp: "from hearing a machine's request to sending the answer",
  leaseSync: "Lease on the card",
  leaseSyncHelp: "until a power cut cannot lose it",
  eventLoop: "Busy",
  eventLoopHelp: "how long pages and reports wait for each other",
  half: "half within",
  most: "99 % within",
  worst: "longest",
  measured: (count: string) => `measured ${count} times`,
  milliseconds: (number: string) => `${number} ms`,
  machine: "The machine",
  model: "Model",
  temperature: "Temperature",
  degrees: (degrees: string) => `${degrees} °C`,
  power: "Power and speed",
  powerGood: "enough, all the time since it was switched on",
  powerNow: (reasons: string) => `now: ${reasons}`,
  powerSince: (reasons: string) => `since it was switched on: ${reasons}`,
  drops: (count: number) => (count === 1 ? "it fell once" : `it fell ${count} times`),
  throttle: {
    "under-voltage": "too little voltage",
    "frequency-capped": "speed held down",
    throttled: "slowed down",
    "soft-temperature-limit": "slowed down by heat",
  },
  card: "Card",
  cardReadOnly: "takes no writes",
  cardErrors: (count: number) => (count === 1 ? "1 error" : `${count} errors`),
  cardUsed: (percent: number) => (percent > 100 ? "its life is used up" : `up to ${percent} % of its life used`),
  cardSpare: { low: "little spare memory left", out: "hardly any spare memory left" },
  clock: "Clock",
  clockSynchronised: "set by a time server",
  clockAlone: "no time server has set it yet",
  clockWrong: "not set",
  memory: "Memory",
  memoryOwn: (own: string) => `Rackseed uses ${own}`,
  memoryFree: (free: string, total: string) => `${free} of ${total} are free`,
  serving: "Serving",
  yes: "yes",
  no: "no",
  problems: "Setup",
  severity: { error: "Error", warning: "Warning" },
  concern: {
    RS_HEALTH_UNDER_VOLTAGE:
      "The power supply gives too little voltage now. Use the maker's own supply and a short cable: writes can be lost.",
    RS_HEALTH_WAS_UNDER_VOLTAGE:
      "The power supply gave too little voltage at some time since it was switched on. Use the maker's own supply and a short cable.",
    RS_HEALTH_THROTTLED:
      "The processor runs slower than it could, because of heat or voltage. Give it air, or a better power supply.",
    RS_HEALTH_HOT: "The processor is hot. Give it air before it slows down.",
    RS_HEALTH_CARD_READ_ONLY:
      "The card takes no writes any more, so nothing is kept from now on. Export a backup now if you can, and replace the card.",
    RS_HEALTH_CARD_FAILING: "The card made errors: it may be failing. Export a backup now, and replace the card.",
    RS_HEALTH_CARD_WORN: "The card is nearly worn out, as it says itself. Export a backup, and replace it soon.",
    RS_HEALTH_CARD_NEARLY_FULL:
      "The card is nearly full. Remove images that are not used, empty the trash, or use a larger card.",
    RS_HEALTH_CARD_FULL:
      "The card is full: no image can be imported. Remove an image, empty the trash, or use a larger card.",
    RS_HEALTH_MEMORY: "Little memory is left on this machine. Close other programs on it.",
    RS_HEALTH_CLOCK:
      "The clock is not set, so times of events are wrong and certificates look as if they were not valid yet. Connect a time server, or set the time.",
    RS_HEALTH_CLOCK_UNSURE:
      "No time server answered since this box was switched on, so its clock may be wrong. Connect a time server, or set the time.",
    RS_HEALTH_SLOW_SYNC: "The card takes long to keep a lease, and machines wait for it. Use a faster card, or an SSD.",
    RS_HEALTH_SLOW_ACK:
      "Machines wait long for their address, and some boot ROMs give up. Look at the card and at what else runs here.",
    RS_HEALTH_BUSY:
      "The appliance is busy: pages and reports come late. Addresses are not affected, they have a thread of their own.",
  } satisfies Record<Code, string>,
};
