import type { Same } from "./text.ts";
import type { en } from "./setup.en.ts";

export const zh: Same<typeof en> = {
  progress: "首次设置的步骤",
  steps: { region: "语言和时间", network: "网络", image: "第一个镜像", machine: "第一台机器", done: "完成" },
  stepOf: (step, all) => `第 ${step} 步，共 ${all} 步`,
  next: "继续",
  back: "返回",
  skip: "暂时跳过",

  regionTitle: "欢迎。请选择语言和时区",
  regionText: "用于装机盒自己的屏幕和记录。机器的语言和时区在各自的装机方案中设置。",
  language: "语言",
  timeZone: "时区",
  timeZoneHint: "取自这个浏览器",
  restore: "从另一台装机盒迁移？",
  restoreLink: "从备份恢复",

  networkTitle: "它应如何参与这个网络？",
  networkText: "目前还没有向任何机器发送过内容。在您决定之前不会分配地址。",

  imageTitle: "要给机器安装什么？",
  imageText: "插入带有 ISO 文件的 U 盘、从浏览器上传，或填写链接。导入会在后台继续。",
  imageAdd: "添加镜像…",
  imageNone: "没有插入 U 盘。插入后，其中的文件会显示在这里。",
  imagesHere: "镜像",
  imageReady: "可以使用",
  imageRefused: "已拒绝",

  machineTitle: "打开一台机器，选择从网络启动",
  machineText: "它一发出请求就会出现在这里。它的磁盘不会被改动：未经您确认，不会抹掉任何磁盘。",
  machineSilent: "Rackseed 在网络上保持静默，因此不会有机器出现。可在网络页面更改。",
  machineWaiting: "正在等待第一台机器…",
  machineSeen: (count) => `已发现 ${count} 台机器。`,

  doneTitle: "准备就绪",
  doneServer: (device) => `Rackseed 正在 ${device} 上分配地址。`,
  doneProxy: "Rackseed 只提供启动信息，地址仍由另一台服务器分配。",
  doneOff: "Rackseed 在网络上保持静默。随时可在网络页面更改。",
  doneImages: (count) => `已有 ${count} 个镜像。`,
  doneNoImages: "还没有镜像。可在镜像页面添加。",
  doneMachines: (count) => `已发现 ${count} 台机器。`,
  doneNoMachines: "还没有发现机器。有机器从网络启动时，它会出现在总览中。",
  doneNext: "下一步：选择机器，指定装机方案，然后启动装机。",
  finish: "前往总览",
};
