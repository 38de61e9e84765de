import type { House } from "../data/house.ts";
import { type Image, titleOf } from "../data/images.ts";
import { undoRemoval } from "../data/trash.ts";
import type { Toast } from "../parts/toast.ts";
import { en } from "../text/profiles.en.ts";
import { zh } from "../text/profiles.zh.ts";
import { areaText, type Words } from "../text/text.ts";

// What is said after a removal, with the way back.

export const removedImage = (house: House, image: Image, words: Words): Toast =>
  removed(titleOf(image), words, async () => {
    await undoRemoval(house.api, "image", image.name);
    await house.lookAtImages();
  });

export const removedProfile = (house: House, name: string, words: Words): Toast =>
  removed(name, words, async () => {
    await undoRemoval(house.api, "profile", name);
    await house.lookAtProfiles();
  });

function removed(what: string, words: Words, act: () => Promise<void>): Toast {
  const say = areaText(words, { en, zh });
  return { text: say.removed(what), action: say.undo, failed: say.undoFailed, act };
}
