import { placeSchema } from "../config-schema.ts";

const { rack, unit, height, notes } = placeSchema;

/** Where a machine stands, as the file says it too. */
export const placeShown = {
  rack: rack.meta({ description: "The name of its rack" }),
  unit: unit.meta({ description: "Its lowest height unit; 1 is at the bottom" }),
  height: height.meta({ description: "Height units that it takes; absent: one" }),
  notes: notes.meta({ description: "A person's own words" }),
};
export const placeInput = {
  rack: placeShown.rack.nullable(),
  unit: placeShown.unit.nullable(),
  height: placeShown.height.nullable(),
  notes: placeShown.notes.nullable(),
};
