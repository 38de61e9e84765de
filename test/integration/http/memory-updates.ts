import { ownSchemas } from "../../../appliance/update/schemas.ts";
import { type Card, updates, type UpdateService } from "../../../appliance/update/service.ts";

interface More {
  readonly tell?: (code: string, text: string) => void;
  readonly sticks?: () => readonly { readonly id: string; readonly name: string; readonly path: string }[];
  readonly told?: { read(): number; write(at: number): void };
}

/** The service over a card that the test has made. */
export const updatesOn = (card: Card | undefined, { tell, sticks, told }: More = {}): UpdateService =>
  updates({
    card,
    version: "0.1.0",
    reserveBytes: 0,
    now: () => new Date(),
    sticks: sticks ?? (() => []),
    data: ownSchemas,
    tell: (code, _severity, text) => tell?.(code, text),
    told: told ?? { read: () => 0, write: () => undefined },
    problem(error) {
      throw error;
    },
  });

/** Not from a card, as on most computers that run the tests. */
export const noCard = (): UpdateService => updatesOn(undefined);
