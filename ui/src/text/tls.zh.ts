import type { Same } from "./text.ts";
import type { en } from "./tls.en.ts";

export const zh: Same<typeof en> = {
  name: "名称与证书",
  trusted: "当前连接已加密。凭六个词可以确认这是哪一台装机盒。",
  plain: "本页没有加密。请尽量使用 https。",
  openSecure: "用 https 打开",
  words: "六个词",
  wordsWhy: "它们来自这台装机盒颁发机构的密钥，密钥不变，词就不变。装机盒启动时，控制台会显示同样的词。",
  certificate: "证书",
  names: "名称",
  addresses: "地址",
  valid: "有效期",
  validFromTo: (from, to) => `${from} 至 ${to}，到期前自动更新`,
  fingerprint: "颁发机构的 SHA-256",
  trust: "让浏览器不再警告",
  trustWhy:
    "在每台电脑上安装一次这台装机盒的颁发机构证书。它只能为内部名称、内部地址和这台装机盒自己的名称作证，不能冒充互联网上的其他网站。",
  download: "下载证书",
  how: "如何安装",
  extra: "其他名称",
  extraWhy: "您自己的 DNS 中这台装机盒的名称。没有写在这里的名称，装机盒会拒绝浏览器用它访问。",
  fromFile: (names) => `来自配置文件：${names}。`,
  oneEach: "每行一个名称",
  save: "保存名称",
  saved: "已保存。证书现在包含这些名称。",
  savedAuthority: "已保存。颁发机构现在也可以为内部以外的名称作证，请重新安装它的证书。六个词没有变。",
  reading: "正在读取证书……",
};
