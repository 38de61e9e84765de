import { escaped } from "../printable.ts";
import type { Verdict, Webhook } from "./webhook.ts";

/** DingTalk, WeCom and Feishu say 200 and mean no: the number in their answer counts. */
const CHATS: readonly Webhook["template"][] = ["dingtalk", "wecom", "feishu"];

export function verdictOf(template: Webhook["template"], status: number, body: string): Verdict {
  if (status >= 300 && status < 400)
    return { ok: false, status, because: `It answered ${status}, a redirect; redirects are not followed.` };
  if (status < 200 || status >= 300) return { ok: false, status, because: `It answered ${status}.` };
  const refusal = CHATS.includes(template) ? chatRefusal(body) : undefined;
  return refusal === undefined ? { ok: true, status } : { ok: false, status, because: refusal };
}

function chatRefusal(body: string): string | undefined {
  const answer = parsed(body);
  const number = answer["errcode"] ?? answer["code"] ?? 0;
  if (number === 0 || number === "0") return undefined;
  const said = answer["errmsg"] ?? answer["msg"];
  const words = typeof said === "string" ? `: ${escaped(said)}` : "";
  return `The chat refused it with code ${typeof number === "number" ? number : "?"}${words}`;
}

function parsed(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {}; // a gateway in between that says "ok"
    throw error;
  }
}
