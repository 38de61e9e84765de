import type { Same } from "./text.ts";
import type { en } from "./settings.en.ts";

export const zh: Same<typeof en> = {
  headline: "这台装机盒的设置",
  sections: "设置的各部分",
  region: "语言和时间",
  language: "语言",
  timeZone: "时区",
  clock: "时钟",
  clockHere: "装机盒的时钟",
  clockBrowser: "这个浏览器的时钟",
  clockSame: "两个时钟一致。",
  clockOff: (time, isBehind) => (isBehind ? `装机盒的时钟慢了 ${time}。` : `装机盒的时钟快了 ${time}。`),
  clockWhy: "时钟不准时，机器上的证书和 https 软件源会失败。请让装机盒能访问时间服务器，或在其控制台上校时。",
  save: "保存",
  saved: "已保存。",
};
