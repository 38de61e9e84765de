import { dingtalkSignature, feishuSignature, genericSignature } from "./signature.ts";
import type { Notice, Outgoing, Webhook } from "./webhook.ts";
import { chatText } from "./words.ts";

type Target = Pick<Webhook, "url" | "secret" | "template" | "language">;

/** What is sent for a notice. `at`: unix milliseconds; each try is signed anew, for receivers refuse old signatures. */
export function messageFor(hook: Target, notice: Notice, appliance: string, at: number): Outgoing {
  const seconds = Math.floor(at / 1000);
  const text = chatText(notice, hook.language, appliance);
  const { secret, url } = hook;
  switch (hook.template) {
    case "slack":
      return json(url, { text: slackText(text) });
    case "wecom":
      return json(url, { msgtype: "text", text: { content: text } });
    case "dingtalk":
      return json(secret === null ? url : dingtalkUrl(url, secret, at), { msgtype: "text", text: { content: text } });
    case "feishu":
      return json(url, {
        ...(secret !== null && { timestamp: String(seconds), sign: feishuSignature(secret, seconds) }),
        msg_type: "text",
        content: { text: feishuText(text) },
      });
    case "generic":
      return generic(hook, notice, appliance, seconds);
  }
}

function generic({ url, secret, language }: Target, notice: Notice, appliance: string, seconds: number): Outgoing {
  const { zh, ...said } = notice;
  const message = json(url, { ...said, text: language === "zh" ? (zh ?? said.text) : said.text, appliance });
  return {
    ...message,
    headers: {
      ...message.headers,
      "X-Rackseed-Timestamp": String(seconds),
      ...(secret !== null && { "X-Rackseed-Signature": genericSignature(secret, seconds, message.body) }),
    },
  };
}

const json = (url: string, body: object): Outgoing => ({
  url,
  headers: { "Content-Type": "application/json; charset=utf-8" },
  body: JSON.stringify(body),
});

/** Appended as text: the parameters that are there stay as they were written. */
function dingtalkUrl(given: string, secret: string, at: number): string {
  const url = new URL(given);
  const sign = encodeURIComponent(dingtalkSignature(secret, at));
  url.search = `${url.search === "" ? "?" : `${url.search}&`}timestamp=${at}&sign=${sign}`;
  return url.href;
}

/** Machines choose their names: one called "<!channel>" calls nobody. */
const slackText = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
/** Feishu knows no escape for its <at> tag. */
const feishuText = (text: string): string => text.replaceAll("<", "＜");
