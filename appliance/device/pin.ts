import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify<string, Buffer, number, Buffer>(scrypt);
const LENGTH = 32;

/** "salt:key" in hexadecimal digits. A PIN is short: what protects it is the limit on tries, this only keeps it out of backups. */
export async function hashPin(pin: string): Promise<string> {
  const salt = randomBytes(16);
  return `${salt.toString("hex")}:${(await derive(pin, salt, LENGTH)).toString("hex")}`;
}

export async function isPin(pin: string, hash: string): Promise<boolean> {
  const [salt = "", key = ""] = hash.split(":");
  const wanted = Buffer.from(key, "hex");
  const given = await derive(pin, Buffer.from(salt, "hex"), LENGTH);
  return wanted.length === LENGTH && timingSafeEqual(given, wanted);
}
