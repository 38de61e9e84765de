import type { Text } from "./text.ts";

const RUN_STATE: Readonly<Record<string, (machine: string) => string>> = {
  booting: (machine) => `${machine} 正在从网络启动安装程序。`,
  installing: (machine) => `${machine} 正在写入磁盘镜像；从现在起不会再次提供安装程序。`,
  done: (machine) => `${machine} 安装完成，以后从自己的磁盘启动。`,
  failed: (machine) => `${machine} 安装失败。`,
  unknown: (machine) => `${machine} 的安装结果不明，它从自己的磁盘启动。`,
};

export const zh: Text = {
  title: "机器",
  language: "语言",
  serving: (subnets) => `正在服务 ${subnets}`,
  notServing: "未在服务",
  connecting: "正在连接…",
  reconnecting: "正在重新连接…",
  skip: "跳到机器列表",

  headlineNone: "可以接入第一台机器了",
  headlineIdle: (machines) => `${machines} 台机器，没有任务`,
  headlineInstalled: (done, all) => `已装好 ${done} 台，共 ${all} 台`,
  headlineActive: (count) => `${count} 台进行中`,
  headlineTrouble: (count) => `${count} 台需要您处理`,
  headlineSilent: "尚未开始服务",
  headlineToken: "打开此页面需要令牌",
  listSeparator: "，",
  sublineNew: (count) => `发现 ${count} 台新机器，磁盘未被改动。`,
  sublineCalm: "机器从自己的磁盘启动。未经您确认，不会抹掉任何磁盘。",
  sublineBusy: "可以离开此页面，安装会继续进行。",

  emptyTitle: "还没有发现机器",
  emptyText: "把机器接到机柜交换机，选择网络启动并开机。一秒之内它就会出现在这里。",

  state: {
    armed: "已就绪",
    booting: "启动中",
    installing: "安装中",
    done: "已完成",
    failed: "失败",
    unknown: "结果不明",
    new: "新机器",
    idle: "空闲",
  },
  isNew: "新机器：磁盘未被改动。",
  isIdle: "从自己的磁盘启动。",
  armedUntil: (time) => `已就绪，有效至 ${time}。下次网络启动时开始安装。`,
  armedWaiting: "已就绪，下次网络启动时开始安装。",
  isBooting: "正在加载安装程序。",
  isInstalling: "安装程序正在工作。",
  isDone: (time) => `${time} 安装完成，现在从自己的磁盘启动。`,
  isFailed: "安装失败。",
  isUnknown: "安装结果不明，机器从自己的磁盘启动。",
  waitingFor: (what) => `正在等待：${what}`,
  progress: (machine) => `${machine} 的进度`,
  bytesOf: (sent, all) => `${sent} / ${all}`,
  notVerified: "未校验",
  verified: "校验通过",
  addressNone: "还没有地址",
  seen: (when) => `${when}出现`,
  firmware: (name) => ({ bios: "BIOS", "uefi-x64": "UEFI x64", "uefi-arm64": "UEFI arm64" })[name] ?? name,

  install: "安装…",
  installName: (machine) => `安装 ${machine}…`,
  stop: "停止",
  stopName: (machine) => `停止 ${machine}`,

  armTitle: (machine) => `抹掉并安装 ${machine}？`,
  armWarning: (disk) => `这台机器上 ${disk} 的全部内容都将丢失。`,
  armDiskAny: "磁盘",
  armMachine: "机器",
  armProfile: "装机方案",
  armDisk: "磁盘",
  armImage: "镜像",
  armDiskByRule: "安装程序找到的第一块磁盘",
  armStarts: "机器下次从网络启动时开始，并且只安装一次。",
  armNotVerified: "没有人校验过这个镜像的签名，它的内容可能与名称不符。",
  armNoProfile: "还没有可用的装机方案。请先在配置文件中添加。",
  armGo: "抹掉并安装",
  cancel: "取消",
  stopTitle: (machine) => `停止安装 ${machine}？`,
  stopWarning: "只写了一半的磁盘无法启动。如需继续，请重新安装这台机器。",
  stopWarningArmed: "磁盘尚未写入。机器将从自己的磁盘启动。",
  stopGo: "停止安装",

  eventSays: (code, detail, machine) => {
    switch (code) {
      case "RS_RUN_ARMED":
        return `${machine} 已就绪：下次从网络启动时，它的磁盘会被抹掉。`;
      case "RS_RUN_STATE":
        return RUN_STATE[detail]?.(machine) ?? "";
      case "RS_RUN_STAGE":
        return `${machine}：安装程序报告 ${detail}。`;
      case "RS_MACHINE_NEW":
        return `发现新机器 ${machine}。`;
      case "RS_MACHINE_CHANGED":
        return `${machine} 已修改。`;
      case "RS_MACHINE_REMOVED":
        return `${machine} 已删除。`;
      case "RS_IMAGE_IMPORTING":
        return `正在导入镜像 ${detail}。`;
      case "RS_IMAGE_READY":
        return `镜像 ${detail} 可以使用。`;
      case "RS_IMAGE_REMOVED":
        return `镜像 ${detail} 已删除。`;
      case "RS_ANSWER_STRANGER":
        return `有其他地址索取 ${machine} 的应答文件，已拒绝。`;
      case "RS_REPORT_REFUSED":
        return `收到冒充 ${machine} 的报告，未予采信。`;
      case "RS_STARTED":
        return "Rackseed 已启动。";
      default:
        return "";
    }
  },
  events: "最近事件",
  eventsNone: "还没有发生任何事件。",
  addresses: "地址",
  addressesUsed: (used, size) => `已分配 ${used} / ${size}`,

  tokenLabel: "令牌",
  tokenHelp: "它在装机盒的配置文件里，位于 access.token。npm start 打印的链接已经包含它。",
  tokenWrong: "装机盒不认识这个令牌。",
  tokenOpen: "打开",
  failed: (what) => `操作没有成功：${what}`,
};
