import type { Same } from "./same.ts";
import type { en } from "./overview.en.ts";

export const zh: Same<typeof en> = {
  stop: "停止服务",
  serveMenu: "服务：更多",
  again: "恢复服务",
  paused: "有人停止了服务。没有机器能从这里得到地址或启动；正在进行的安装会继续。",
  pausedOther: "所有者可以恢复服务。",
  stopTitle: "停止服务？",
  stopWarning: "在恢复服务之前，没有机器能从这里得到地址或启动。正在进行的安装会继续。",
  stopped: "已停止服务。",
  started: "已恢复服务。",
  moreFindings: (count) => `还有 ${count} 项`,
  fewerFindings: "收起",
};
