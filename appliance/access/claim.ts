import { randomBytes } from "node:crypto";

import { AppError } from "../errors.ts";
import { Attempts } from "./attempts.ts";
import { CLAIM_BYTES, claimCodeOf, parseClaimCode, sameSecret } from "./claim-code.ts";
import type { ClaimFiles } from "./claim-files.ts";
import { TooManyTriesError } from "./too-many.ts";

/** Wrong codes in a minute, from whatever addresses: there is one code, and an address is cheap. */
const TRIES = { most: 5, window: 60, longest: 60 };
/** After so many wrong ones the code is another. */
const MOST_WRONG = 20;

export interface ClaimPorts {
  readonly files: ClaimFiles;
  /** Does anybody own the appliance? */
  claimed(): boolean;
  /** Appliance seconds. */
  now(): number;
  /** The code was guessed at and is another now. */
  changed(): void;
}

export interface Claim {
  /** Undefined once somebody owns the appliance. */
  code(): string | undefined;
  /** Throws unless this is the code. */
  check(given: string): void;
  /** Somebody has become the owner. */
  done(): void;
}

/** Who holds the appliance in the hand can read the code; who can read the code may own it. */
export function openClaim(ports: ClaimPorts): Claim {
  const tries = new Attempts(TRIES);
  let wrong = 0;
  let code: string | undefined;
  const make = (): string => {
    const fresh = claimCodeOf(randomBytes(CLAIM_BYTES));
    ports.files.write(fresh);
    return fresh;
  };
  if (ports.claimed()) {
    if (ports.files.read() !== undefined) ports.files.erase(); // the claim was cut off by a power cut, or came by the configuration file
  } else {
    code = ports.files.read();
    if (code === undefined) code = make();
    else ports.files.write(code); // the page's address may have changed
  }

  const current = (): string | undefined => (ports.claimed() ? undefined : (code ??= make()));
  return {
    code: current,
    check(given) {
      const wanted = current();
      if (wanted === undefined) throw alreadyClaimed();
      const now = ports.now();
      const wait = tries.wait("", now);
      if (wait > 0) throw new TooManyTriesError("RS_CLAIM_TOO_MANY", "Too many wrong claim codes were entered.", wait);
      tries.take("", now);
      const parsed = parseClaimCode(given);
      if (sameSecret(parsed ?? "", wanted)) {
        tries.giveBack("");
        return;
      }
      if (++wrong >= MOST_WRONG) {
        wrong = 0;
        code = make();
        ports.changed();
      }
      throw new AppError(
        "RS_CLAIM_CODE",
        403,
        parsed === undefined
          ? "This is not a claim code: it has 8 letters and digits, like K7QF-2M9X. It stands on the appliance's screen and in claim.txt on its card."
          : "This is not the claim code of this appliance. Read it again from its screen, or from claim.txt on its card.",
        "code",
      );
    },
    done() {
      code = undefined;
      ports.files.erase();
    },
  };
}

export const alreadyClaimed = (): AppError =>
  new AppError("RS_CLAIM_DONE", 409, "This appliance has an owner already. Ask the owner for an account.");
