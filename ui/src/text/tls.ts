import { en } from "./tls.en.ts";
import { zh } from "./tls.zh.ts";

export const tlsTexts = { en, zh };
