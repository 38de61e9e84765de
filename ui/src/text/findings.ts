import type { Words } from "./text.ts";

/**
 * What the checkers say, by code. The appliance speaks English; here each code has a whole sentence in Chinese, and the
 * appliance's own words, which name the command or the line, stand under it.
 */
const ZH: Readonly<Record<string, string>> = {
  TEMPLATE: "模板有误：变量、过滤器或值所在的位置不对。",
  KS_UNKNOWN_COMMAND: "没有这条命令，安装程序会停在这里。",
  KS_UNKNOWN_SECTION: "没有这个段落，安装程序会停在这里。",
  KS_NEWER_COMMAND: "这条命令在更新的版本中才有，安装程序会停在这里。",
  KS_NEWER_OPTION: "这个选项在更新的版本中才有，安装程序会停在这里。",
  KS_NEWER_SECTION: "这个段落在更新的版本中才有，安装程序会停在这里。",
  KS_REMOVED_COMMAND: "这条命令已被移除，安装程序会停在这里。",
  KS_REMOVED_OPTION: "这个选项已被移除，安装程序会停在这里。",
  KS_REMOVED_SECTION: "这个段落已被移除，安装程序会停在这里。",
  KS_OLD_COMMAND: "这条命令已过时，在此版本中作用很小或没有作用。",
  KS_OLD_OPTION: "这个选项已过时，在此版本中作用很小或没有作用。",
  KS_OLD_SECTION: "这个段落已过时，在此版本中作用很小或没有作用。",
  KS_DEPRECATED: "这条命令已不推荐使用。",
  KS_SECTION_OPEN: "这个段落没有结束：请在最后一行之后写 %end。",
  KS_STRAY_END: "这里的 %end 没有对应的段落。",
  KS_QUOTES: "这里的引号没有闭合。",
  KS_INCLUDE: "这里引入了 Rackseed 看不到的内容：其中内容不会被检查，安装时它必须存在。",
  KS_CLEAR_PASSWORD: "密码以明文写在这里，能读到此文件的人都能看到。请改用哈希并加上 --iscrypted。",
  KS_PASSWORD_HASH: "这个哈希不是 crypt(3) 格式，没有人能用它登录。可用 openssl passwd -6 生成。",
  KS_BOND_MODES: "一个 bond 只能有一种模式，这里写了多种。",
  KS_DEVICE_TWICE: "同一网卡设置了两次，哪次生效因版本而异。请合并。",
  KS_ESP_AND_MBR: "既有 EFI 系统分区，又把引导程序写入 MBR：机器只会用其中一种方式启动。",
  KS_NO_DISK: "ignoredisk --only-use= 没有写磁盘名。请写出要安装的磁盘，例如 sda。",
  KS_WIPES_EVERY_DISK: "clearpart --all 没有 --drives=，会抹掉机器的全部磁盘。请加上 ignoredisk --only-use=磁盘。",
  KS_TWO_SOURCES: "前面已经写了安装源，请只保留一个。",
  KS_LOCAL_SOURCE: "这条命令要在机器自身的光驱或磁盘中找安装介质。请改写为 url --url=…。",
  KS_ON_MEDIUM: "/run/install/repo 是光驱中的介质，网络安装时没有它。",
  KS_NO_LOGIN: "没有人能登录：root 被锁定，且没有用户有公钥或密码。请在方案设置中添加 SSH 公钥。",
  KS_NO_APPSTREAM: "这个介质没有 AppStream，其中的软件包会缺失。请使用 DVD 镜像或添加 repo 行。",
  KS_WOULD_ASK: "没有一行回答这个问题，安装程序会停下来询问。",
  PS_WOULD_ASK: "没有一行回答这个问题，安装程序会停下来询问。",
  PS_LINE: "这一行不是 preseed 的格式：所有者、问题、类型、值。",
  PS_TYPE: "这个类型 debconf 不认识。",
  PS_BOOLEAN: "布尔值只能写 true 或 false。",
  PS_LONG_LINE: "这一行太长，会被截断。",
  PS_DIRECTORY: "这里写的目录与安装程序的不一致。",
  PS_PASSWORD_HASH: "这个哈希不是 crypt(3) 格式，没有人能用它登录。",
  PS_CLEAR_PASSWORD: "密码以明文写在这里，能读到此文件的人都能看到。",
  PS_ANY_DISK: "没有写磁盘：安装程序会自己选一块。",
  AI_FIRST_LINE: "第一行必须是 #cloud-config。",
  AI_YAML: "这不是有效的 YAML。",
  AI_MISSING: "缺少 autoinstall: 这一节。",
  AI_VERSION: "autoinstall 的 version 必须是 1。",
  AI_OUTSIDE: "这个键应当写在 autoinstall: 之内。",
  AI_UNKNOWN: "autoinstall 没有这个键，它会被忽略。",
  AI_WOULD_ASK: "没有内容回答这个问题，安装程序会停下来询问。",
  AI_PASSWORD_HASH: "identity.password 不是 crypt(3) 格式，没有人能用它登录。",
  AI_ANY_DISK: "没有 storage：只有一块磁盘时就用它，有多块时会停下来询问。",
};

/** Refusals of the API that profile and image pages can meet. */
const REFUSED_ZH: Readonly<Record<string, string>> = {
  RS_PROFILE_NOT_FOUND: "没有这个装机方案，可能已被删除。",
  RS_PROFILE_USED: "还有机器在使用这个装机方案。请先给这些机器换一个方案。",
  RS_PROFILE_TEMPLATE: "文本有误，不能使用。",
  RS_PROFILE_CHANGED: "在您读取之后，别人保存了这个装机方案。",
  RS_PROFILE_VERSION_NOT_FOUND: "没有这个版本。",
  RS_IMAGE_NOT_FOUND: "没有这个镜像。请先导入，或选择别的镜像。",
  RS_IMAGE_USED: "还有装机方案在使用这个镜像。请先给这些方案换一个镜像。",
  RS_IMAGE_CONFIGURED: "配置文件中写有这个镜像，下次启动时它会再次出现。请先从配置文件中去掉。",
  RS_IMAGE_TAKEN: "已经有同名的镜像。请换一个名称，或先删除原来的。",
  RS_IMAGE_SPACE: "存储卡空间不足。请删除不用的镜像、清空回收站，或换更大的卡。",
  RS_TRASH_NOT_FOUND: "它已不在回收站中：已被恢复，或期限已过。",
  RS_TRASH_NAME_TAKEN: "同名的已经存在。请先删除它，再恢复这一个。",
  RS_INPUT_INVALID: "有的值不符合要求。",
};

/** What an installer asks for. */
const ASKED_ZH: Readonly<Record<string, string>> = {
  source: "安装源",
  language: "语言",
  keyboard: "键盘",
  "time zone": "时区",
  "root password": "root 密码",
  network: "网络",
  disk: "磁盘",
  "room on the disk": "磁盘上的空间",
  "a disk without a partition table": "没有分区表的磁盘",
  packages: "软件包",
  "restart at the end": "结束后重启",
  user: "用户",
  password: "密码",
  "how to use the disk": "磁盘的使用方式",
  partitions: "分区",
  "writing to the disk": "写入磁盘",
  "disk for the boot loader": "引导程序的磁盘",
  "package survey": "软件包统计",
  software: "软件",
};

/** Undefined: only the appliance's own words are there. */
export const findingIn = ({ language }: Words, code: string): string | undefined =>
  language === "zh" ? ZH[code] : undefined;

export const refusalIn = ({ language }: Words, code: string): string | undefined =>
  language === "zh" ? REFUSED_ZH[code] : undefined;

export const askedIn = ({ language }: Words, what: string): string =>
  language === "zh" ? (ASKED_ZH[what] ?? what) : what;
