import type { ConcernCode } from "../health/report.ts";
import type { Mac } from "../net/mac.ts";
import type { Run } from "./needs.ts";

/** What the touch panel of the appliance itself shows besides machines. */
export interface PanelFacts {
  readonly claimed: boolean;
  readonly setUp: boolean;
  readonly language: "en" | "zh";
  readonly version: string;
  /** What the box is called on the LAN. */
  readonly name: string;
  readonly address: string;
  readonly interface: string;
  /** Where a person opens the page. */
  readonly url: string;
  /** The claim code, while nobody owns the box. */
  readonly code?: string;
  /** Six words of the certificate authority's fingerprint. */
  readonly words?: readonly string[];
  readonly serving: boolean;
  /** A person stopped serving. */
  readonly paused: boolean;
  readonly installsAllowed: boolean;
  /** What of the box itself should concern a person, the worst first. */
  readonly concerns: readonly ConcernCode[];
}

/** The box itself: what its screen shows, and what may be done to it. */
export interface Device {
  panel(): PanelFacts;
  /** An SVG picture of the page's address; with the claim code in its fragment while there is one. */
  qrCode(): string;
  stopServing(): void;
  startServing(): void;
  /** Both throw with a sentence when the operating system does not let us. */
  restart(): Promise<void>;
  powerOff(): Promise<void>;
  /** Sets the box's clock (ISO 8601). Throws with a sentence when a time server keeps it, or it is no card's system. */
  setTime(time: string): Promise<void>;
  /** Erases everything, secrets first, and starts anew. `confirm` is the box's name. */
  factoryReset(confirm: string): Promise<void>;
  /** Arms as the page does, when installs from the panel are allowed and the PIN is right. */
  armFromPanel(mac: Mac, pin: string): Promise<Run>;
  panelSettings(): PanelSettings;
  /** Throws when installs are allowed without a PIN. */
  setPanelSettings(change: { allowInstalls: boolean; pin?: string | undefined }): Promise<PanelSettings>;
}

export interface PanelSettings {
  readonly allowInstalls: boolean;
  readonly pinSet: boolean;
}
