/** Where the parts of the box find each other. docs/device.md says who writes and who reads. */
export const PATHS = {
  card: "/boot/firmware/rackseed.yaml",
  /** A person who lost the password puts this file onto the card. */
  regain: "/boot/firmware/regain-access.txt",
  /** The same wish, where the service sees it. */
  regainMark: "/run/rackseed/state/regain",
  run: "/run/rackseed",
  /** What the card said, for the steps that come later. */
  settings: "/run/rackseed/card.json",
  config: "/run/rackseed/config.yaml",
  /** The address that the configuration was made with, and how it came about. */
  address: "/run/rackseed/address",
  firewall: "/run/rackseed/firewall.nft",
  keys: "/run/rackseed/ssh/authorized_keys",
  /** There: rackseed-packages.service starts. */
  packageCache: "/run/rackseed/package-cache",
  problems: "/run/rackseed/problems",
  state: "/run/rackseed/state/state.json",
  network: "/run/systemd/network/10-rack.network",
  units: "/run/systemd/system",
} as const;

/** Of a box without any network card: it serves nobody, and says so on its own screen. */
export const NO_INTERFACE = "lo";
export const NO_ADDRESS = "127.0.0.1/8";
export const INTERFACE_WAIT_MS = 15_000;
export const LEASE_WAIT_MS = 15_000;
