import type { en } from "./panel-settings.en.ts";
import type { Same } from "./text.ts";

export const zh: Same<typeof en> = {
  name: "触摸屏",
  intro: "装机盒上的屏幕显示每台机器的状态。除非您在这里允许，它不会清空任何东西。",
  allow: "允许在触摸屏上装机",
  allowText: "站在装机盒前并且知道 PIN 的人可以给机器装机，机器的磁盘会被清空。",
  pin: "PIN",
  pinHelp: "4 至 12 位数字。",
  pinSet: "已设 PIN。留空则保持不变。",
  pinMissing: "尚未设置 PIN。",
  save: "保存",
  saved: "已保存。",
  reading: "正在读取设置……",
};
