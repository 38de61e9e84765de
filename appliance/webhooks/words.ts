import type { Event } from "../store/events.ts";
import type { Notice, WebhookLanguage } from "./webhook.ts";

const SEVERITY: Readonly<Record<WebhookLanguage, Readonly<Record<Notice["severity"], string>>>> = {
  en: { info: "info", warning: "warning", error: "error" },
  zh: { info: "消息", warning: "警告", error: "错误" },
};

const RUN_STATE: Readonly<Record<string, string>> = {
  booting: "正在从网络启动安装程序。",
  installing: "正在写入磁盘。",
  done: "安装完成。",
  failed: "安装失败。",
  unknown: "的安装结果不明。",
};

type Sentence = (machine: string, detail: string) => string;
const ZH: Readonly<Record<string, Sentence>> = {
  RS_RUN_ARMED: (machine) => `${machine} 已就绪：下次从网络启动时，它的磁盘会被抹掉。`,
  RS_RUN_STATE: (machine, state) => (RUN_STATE[state] === undefined ? "" : `${machine} ${RUN_STATE[state]}`),
  RS_RUN_STAGE: (machine, stage) => `${machine}：安装程序报告 ${stage}。`,
  RS_RUN_COMPLAINT: (machine, line) => `${machine} 的安装程序日志报告：${line}`,
  RS_MACHINE_NEW: (machine) => `发现新机器 ${machine}。`,
  RS_MACHINE_CHANGED: (machine) => `${machine} 已修改。`,
  RS_MACHINE_REMOVED: (machine) => `${machine} 已删除。`,
  RS_MACHINES_CHANGED: () => "多台机器已修改。",
  RS_MACHINES_REMOVED: () => "多台机器已移除。",
  RS_MACHINES_IMPORTED: () => "机器列表已导入。",
  RS_IMAGE_IMPORTING: (_, image) => `正在导入镜像 ${image}。`,
  RS_IMAGE_READY: (_, image) => `镜像 ${image} 可以使用。`,
  RS_IMAGE_REMOVED: (_, image) => `镜像 ${image} 已删除。`,
  RS_MEDIUM_FOUND: () => "插入了一个 U 盘。",
  RS_MEDIUM_GONE: () => "U 盘已拔出。",
  RS_FOREIGN_DHCP: (_, address) => `${address} 也在这个网络上应答 DHCP。`,
  RS_DHCP_POOL_80: () => "地址池已用掉 80%。",
  RS_DHCP_POOL_FULL: (machine) => `地址池已满，${machine} 没有得到地址。`,
  RS_HEALTH: () => "装机盒的状况有变化，见“健康”页面。",
};
const DETAILS = ["to", "stage", "image", "line", "reason", "address"] as const;

/** An event in Chinese; undefined where only its English sentence is there. What the doctor finds brings its own. */
export function chineseOf({ code, data = {} }: Pick<Event, "code" | "data">, machine: string): string | undefined {
  if (code.startsWith("RS_DOCTOR_")) return typeof data["zh"] === "string" ? data["zh"] : undefined;
  const detail = DETAILS.map((key) => data[key]).find((value) => typeof value === "string") ?? "";
  const said = ZH[code.startsWith("RS_HEALTH_") ? "RS_HEALTH" : code]?.(machine, detail);
  return said === "" ? undefined : said;
}

/** The lines for a chat. "Rackseed" is always in them: DingTalk's robots can be told to take only messages with a certain word. */
export function chatText(notice: Notice, language: WebhookLanguage, appliance: string): string {
  const said = language === "zh" ? (notice.zh ?? notice.text) : notice.text;
  return `Rackseed ${appliance} · ${SEVERITY[language][notice.severity]}\n${cut(said)}`;
}

/** WeCom takes 2,048 bytes, and a Chinese character is three of them. */
const MOST_CHARACTERS = 600;
const cut = (text: string): string => {
  const characters = Array.from(text);
  return characters.length > MOST_CHARACTERS ? `${characters.slice(0, MOST_CHARACTERS).join("")}…` : text;
};

export const TEST_WORDS = {
  text: "This is a test message: the webhook works.",
  zh: "这是一条测试消息：Webhook 工作正常。",
} as const;
