import { createHmac } from "node:crypto";

/** `v1=` and the hex HMAC-SHA256 of "<timestamp>.<body>"; `timestamp` in unix seconds. */
export const genericSignature = (secret: string, timestamp: number, body: string): string =>
  `v1=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`;

/** DingTalk's custom robot: what is signed names the secret again. `milliseconds`: unix time. */
export const dingtalkSignature = (secret: string, milliseconds: number): string =>
  createHmac("sha256", secret).update(`${milliseconds}\n${secret}`).digest("base64");

/** Feishu's custom robot: time and secret are the key, and nothing is the message. `seconds`: unix time. */
export const feishuSignature = (secret: string, seconds: number): string =>
  createHmac("sha256", `${seconds}\n${secret}`).update("").digest("base64");
