import type { Descriptors } from "../net/socket.ts";

/** What the program finds where it is started; main.ts looks. */
export interface Surroundings {
  /** Sockets that systemd handed over, by name; a port without one is opened by us. */
  readonly descriptors: Descriptors;
  /** Where the card's system and this program leave things for each other (/run/rackseed); elsewhere undefined. */
  readonly hostFolder: string | undefined;
}
