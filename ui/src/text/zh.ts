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
  images: "镜像",
  pages: "页面",
  language: "语言",
  serving: (subnets) => `正在服务 ${subnets}`,
  notServing: "未在服务",
  connecting: "正在连接…",
  reconnecting: "正在重新连接…",
  skip: "跳到内容",

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
  armNoProfile: "还没有可用的装机方案。请从镜像新建一个。",
  armNoImage: "还没有可安装的镜像。请先添加镜像。",
  armNoProfileFor: (image) => `还没有安装 ${image} 的装机方案。`,
  armMemory: "内存",
  armFindings: "应答文件的检查结果",
  armForbidden: "应答文件中的错误会使安装程序停下，因此不能就绪。请先改正装机方案。",
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
      case "RS_ANSWER_SENT":
        return `${machine} 取得了 ${detail}。`;
      case "RS_ANSWER_NOT_READY":
        return `${machine} 索取应答文件，已让它稍候。`;
      case "RS_ANSWER_REFUSED":
        return `${machine} 索取应答文件，但没有得到。`;
      case "RS_ANSWER_BURNT":
        return `${machine} 的应答文件被取走的次数过多，不再提供。`;
      case "RS_ANSWER_LATE":
        return `${machine} 在就绪时间过后才索取应答文件。请重新就绪。`;
      case "RS_TREE_FILE_MISSING":
        return `${machine} 的安装程序需要 ${detail}，但这个镜像里没有。`;
      case "RS_RUN_COMPLAINT":
        return `${machine} 的安装程序日志报告：${detail}`;
      case "RS_MEDIUM_FOUND":
        return "插入了一个 U 盘。";
      case "RS_MEDIUM_GONE":
        return "U 盘已拔出。";
      case "RS_REPORT_REFUSED":
        return `收到冒充 ${machine} 的报告，未予采信。`;
      case "RS_STARTED":
        return "Rackseed 已启动。";
      default:
        return code.startsWith("RS_IMAGE_") ? `镜像 ${detail} 被拒绝，原因见“镜像”页面。` : "";
    }
  },
  events: "最近事件",
  eventsNone: "还没有发生任何事件。",
  addresses: "地址",
  addressesUsed: (used, size) => `已分配 ${used} / ${size}`,

  imagesHeadlineNone: "可以添加第一个镜像了",
  imagesHeadline: (ready) => `${ready} 个镜像可以使用`,
  imagesImporting: (count) => `${count} 个正在导入`,
  imagesRefused: (count) => `${count} 个被拒绝`,
  imagesSubline: "机器可以安装的系统。机器从这里取文件，不经过互联网。",
  imagesEmptyTitle: "还没有添加镜像",
  imagesEmptyText: "把装有 ISO 文件的 U 盘插入装机盒，把 ISO 文件拖到这里，或填写它的网址。Rackseed 会识别并校验它。",
  addImage: "添加镜像…",
  addTitle: "添加镜像",
  close: "关闭",
  dropHere: "松开即可上传 ISO 文件",
  imageState: { waiting: "等待中", importing: "导入中", ready: "可以使用", refused: "被拒绝" },
  phase: { copying: "正在复制", checking: "正在校验", indexing: "正在读取内容" },
  phaseWaiting: "等待前一个完成。",
  ratePerSecond: (bytes) => `${bytes}/秒`,
  timeLeft: (time) => `约剩 ${time}`,
  seconds: (count) => `${count} 秒`,
  minutes: (count) => `${count} 分钟`,
  hours: (hours, minutes) => (minutes === 0 ? `${hours} 小时` : `${hours} 小时 ${minutes} 分钟`),
  boots: "启动方式",
  bootsBy: { bios: "BIOS", uefi: "UEFI", secureBoot: "安全启动" },
  bootsNothing: "无法直接从网络启动：请在装机方案中指定内核和 initrd",
  memoryNeed: (size) => `需要 ${size} 内存`,
  memory: "内存",
  size: "大小",
  version: "版本",
  check: "校验",
  arch: "架构",
  system: "系统",
  address: "网址",
  usedBy: "使用者",
  usedByProfiles: (profiles) => `用于 ${profiles}`,
  usedByNobody: "没有装机方案使用它",
  refusedTitle: "这个镜像被拒绝",
  browseFiles: "浏览文件",
  browseFilesOf: (image) => `浏览文件：${image}`,
  newProfile: "新建方案…",
  newProfileFor: (image) => `新建方案：${image}`,
  remove: "删除…",
  removeName: (image) => `删除 ${image}…`,
  cancelImport: (image) => `取消导入 ${image}`,
  removeTitle: (image) => `删除 ${image}？`,
  removeFree: "它的文件将从装机盒中删除。没有装机方案使用它。",
  removeUsed: (profiles) => `这些装机方案在使用它：${profiles}。没有装机方案使用它时才能删除。`,
  removeGo: "删除",
  imageGone: (name) => `没有镜像 ${name}`,
  profilesOf: "安装它的装机方案",
  profilesNone: "还没有装机方案安装这个镜像。",
  automatic: "自动安装",
  manual: "在控制台上询问",

  sticks: "插在装机盒上的 U 盘",
  stickIn: (name) => `已插入 U 盘 ${name}`,
  stickFiles: (count) => `可以导入 ${count} 个镜像。`,
  stickNothing: "上面没有找到 ISO 文件或发行版。",
  stickNone: "没有插入 U 盘。把装有 ISO 文件的 U 盘插入装机盒，它就会出现在这里。",
  importOne: "导入",
  importName: (file) => `导入 ${file}`,
  importAll: "全部导入",
  importAllOf: (stick) => `全部导入：${stick}`,
  imported: "已导入",
  upload: "从这台电脑上传",
  uploadHelp: "ISO 文件。连接中断没有关系：上传会从中断处继续。",
  uploadChoose: "选择 ISO 文件…",
  uploadOr: "或拖放到此页面的任意位置",
  uploadOf: (file) => `上传 ${file}`,
  uploading: "正在上传",
  uploadState: {
    sending: "正在上传",
    retrying: "连接中断，会自动继续。",
    paused: "已暂停",
    failed: "上传已停止",
    done: "已上传",
    empty: "这个文件是空的。",
    notIso: "只能上传 ISO 文件。",
  },
  pause: "暂停",
  pauseName: (file) => `暂停上传 ${file}`,
  resume: "继续",
  resumeName: (file) => `继续上传 ${file}`,
  cancelName: (file) => `取消上传 ${file}`,
  fromUrl: "从网址下载",
  urlLabel: "ISO 文件的网址",
  sumLabel: "SHA-256（见发布者的网页）",
  sumHelp: "不填写也可以使用，但会标记为未校验。",
  internalMirror: "内部镜像站：允许 http 和本网络的地址",
  fetchIt: "下载",
  fromInternet: "从互联网下载",
  releasesOf: (family) => ({ "fedora-coreos": "Fedora CoreOS", flatcar: "Flatcar" })[family] ?? family,
  releasesLook: "查找发行版",
  releasesLooking: "正在查询发布者…",
  releasesNone: "没有找到发行版。",
  releasesFailed: (why) => `无法读取发行版列表：${why}`,
  fetchRelease: "下载",
  fetchReleaseName: (release) => `下载 ${release}`,
  added: (name) => `正在添加 ${name}。`,

  machineGone: (mac) => `没有机器 ${mac}`,
  details: "详情",
  detailsOf: (machine) => `${machine} 的详情`,
  facts: "已知信息",
  factMac: "MAC 地址",
  factLease: "当前地址",
  factAddress: "固定地址",
  factFirmware: "固件",
  factUuid: "UUID",
  factHostname: "自称",
  factVendor: "请求类型",
  factFirst: "首次出现",
  factLast: "最近出现",
  factDid: "最近动作",
  profileNone: "没有装机方案",
  profileSaved: "已保存。",
  answers: "应答文件",
  answersNone: "它没有装机方案，所以还没有应答内容。",
  answersNoFiles: "这个系统的安装不需要应答文件。",
  answersMasked: "这台机器现在会得到的内容。密码等机密已遮盖。",
  kernelArgs: "内核参数",
  lines: (count) => `${count} 行`,
  severity: { error: "错误", warning: "警告", note: "提示" },
  wouldStop: (what) => `会停在：${what}`,
  noFindings: "没有发现问题。",
  findingsCount: (errors, warnings) =>
    [...(errors > 0 ? [`${errors} 个错误`] : []), ...(warnings > 0 ? [`${warnings} 个警告`] : [])].join("，"),
  atLine: (line) => `第 ${line} 行`,
  log: "安装程序日志",
  logNone: "安装程序还没有输出。",
  logEnd: "跳到最新一行",
  machineEvents: "经过",
  installerTold: "安装程序被拒绝",
  rotate: "更换机密并重新就绪…",
  rotateTitle: (machine) => `更换 ${machine} 的机密并重新就绪？`,
  rotateWarning: "正在进行的安装会停止。应答文件的保密地址作废并更换；机器下次从网络启动时会被抹掉并重新安装。",
  rotateGo: "更换并重新就绪",
  rotateAlert: "有其他人索取这台机器的应答文件",

  profileTitle: (image) => `${image} 的新装机方案`,
  profileSubline: "安装什么、怎样安装。使用同一方案的机器会装得一样。",
  profileName: "名称",
  profileNameHelp: "字母、数字、点、短横线和下划线",
  profileInstall: "安装方式",
  profileAutomatic: "自动：机器就绪后抹掉磁盘并安装",
  profileManual: "手动：只启动，不会自行抹掉任何内容",
  profileDisk: "磁盘",
  profileDiskHelp: "它会被抹掉。使用 /dev/disk/by-id/ 下的名称最稳妥。",
  profileSettings: "装好后的系统设置",
  timezone: "时区",
  locale: "区域",
  keyboard: "键盘",
  user: "登录名",
  sshKeys: "SSH 公钥",
  sshKeysHelp: "每行一个公钥：谁可以登录",
  packages: "软件包",
  packagesHelp: "名称之间用空格分隔",
  answerFile: "自己的应答文件",
  answerFileHelp: "留空时，会根据上面的设置生成一个合适的。",
  answerText: "应答文件的内容",
  checkOk: "已检查，没有发现问题。",
  checking: "正在检查…",
  importKs: "使用 anaconda-ks.cfg…",
  importKsTitle: "使用一台已装好的机器的应答",
  importKsHelp: "粘贴一台符合要求的机器上的 /root/anaconda-ks.cfg。只属于那台机器的内容会被改掉，每处改动都会列出。",
  importKsText: "anaconda-ks.cfg",
  importKsGo: "使用它",
  importChanges: "改动内容",
  importNoChanges: "不需要改动。",
  save: "保存装机方案",
  savedProfile: (name) => `装机方案 ${name} 已保存。`,

  tokenLabel: "令牌",
  tokenHelp: "它在装机盒的配置文件里，位于 access.token。npm start 打印的链接已经包含它。",
  tokenWrong: "装机盒不认识这个令牌。",
  tokenOpen: "打开",
  failed: (what) => `操作没有成功：${what}`,
};
