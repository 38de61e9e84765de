import type { en, Topic } from "./help.en.ts";
import type { Same } from "./text.ts";

export const zh: Same<typeof en> = {
  title: "帮助",
  under: "全部内容都在装机盒里，不需要互联网。",
  topics: "主题",
  rules: "启动诊断会说什么",
  code: (code) => `代码：${code}。`,
  unknown: "没有这个主题。",
  failed: (why) => `无法读取诊断页面：${why}`,
};

export const topics: readonly Topic[] = [
  {
    id: "start",
    title: "开始使用",
    body: [
      "- 把装机盒接到机器所在的交换机。",
      "- 设置网络：可以分配哪些地址，或由另一台服务器分配。",
      "- 添加镜像：从 U 盘、上传，或从发布者的服务器下载。",
      "- 新建装机方案：装什么、装到哪块磁盘、用哪些应答。",
      "- 让机器从网络启动。它一发出请求，就会出现在列表里。",
      "- 选定装机方案并让它就绪。只有这时，而且只有一次，磁盘才会被抹掉并安装系统。",
    ],
  },
  {
    id: "network-modes",
    title: "网络模式",
    body: [
      "服务器：由 Rackseed 分配地址并提供启动信息。适合独立的网络。",
      "代理：另一台服务器分配地址，Rackseed 只补充如何启动。适合已有路由器或 DHCP 服务器的网络。",
      "关闭：保持沉默，既不分配地址也不提供启动。",
    ],
  },
  {
    id: "boot",
    title: "机器如何一步步启动",
    body: [
      "- 地址：固件询问网络（DISCOVER），得到地址和引导程序的名字（OFFER），请求它（REQUEST），然后正式得到（ACK）。",
      "- 引导程序：固件用 TFTP 取引导程序：BIOS 用 pxelinux，UEFI 用 shim 和 GRUB。引导程序再取为这台机器生成的设置。",
      "- 内核：引导程序取内核和初始文件系统。没有就绪的机器会改从自己的磁盘启动。",
      "- 安装程序：内核启动，接通网络，取安装程序。",
      "- 应答文件：安装程序取它的应答文件，地址只对这台机器有效，而且时间很短。",
      "- 软件包：给磁盘分区，取软件包或磁盘镜像。",
      "- 重启和完成：机器从自己的磁盘重启并报告。",
      "机器页面的时间线显示每一步和时间。某一步之前停顿很久，就该看那里。",
    ],
  },
  {
    id: "firmware",
    title: "BIOS 和 UEFI",
    body: [
      "固件以 BIOS 模式（Legacy、CSM）或 UEFI 模式启动。两种都可以；系统只能用安装时的模式启动。",
      "支持 UEFI x64、UEFI arm64 和 x86 的 BIOS，不支持 32 位 UEFI。",
      "固件设置里网络启动常常是关闭的：请找“Network stack”“PXE support”或“Option ROM”，打开 IPv4 的 PXE。",
    ],
  },
  {
    id: "secure-boot",
    title: "Secure Boot（安全启动）",
    body: [
      "打开 Secure Boot 时，固件只运行它认可的密钥签名的引导程序，通常是 Microsoft 的密钥。",
      "Debian、Ubuntu、RHEL 系列、Fedora 和 openSUSE 自带签名的引导程序（shim），Rackseed 从要安装的镜像里取出它。这些系统可以在 Secure Boot 打开时安装。",
      "CoreOS 和 Flatcar 镜像没有签名的引导程序：请在固件设置的 Security 或 Boot 页里关闭 Secure Boot。",
      "引导程序下载后不运行，就是这个现象。旧镜像的签名证书也可能已不被新固件认可：请换用较新的镜像，或更新固件的密钥。",
    ],
  },
  {
    id: "boot-order",
    title: "启动顺序和网络启动键",
    body: [
      "机器启动时按下这些键，可以从网络启动一次，或打开选择菜单：",
      "- Dell：F12（网络），F11（菜单）",
      "- HPE ProLiant：F12（网络），F11（菜单）",
      "- Lenovo ThinkSystem：F12",
      "- Supermicro：F12（网络），F11（菜单）",
      "- Cisco UCS：F12（网络），F6（菜单）",
      "- Fujitsu：F12（网络），F11（菜单）",
      "- Intel、华硕、技嘉、微星主板：F12、F8 或 F11",
      "- 树莓派：EEPROM 里的启动顺序",
      "服务器的远程控制台（iDRAC、iLO、XCC、IPMI）可以设置“下次从网络启动”：ipmitool 的命令是 chassis bootdev pxe。",
      "把网络排在启动顺序最前面没有危险：没有就绪的机器会从自己的磁盘启动。",
    ],
  },
  {
    id: "switch",
    title: "VLAN、portfast 和链路聚合",
    body: [
      "固件发包不带 VLAN 标签：机器端口的未标记（native、access）VLAN 必须是装机网络。",
      "链路接通后，生成树会把端口阻塞约 30 秒，而启动的每个阶段都会断开再接通链路。请为机器的端口打开 portfast（边缘端口）。",
      "在交换机上做了聚合（LACP）的端口，机器不会 LACP 时不通：请打开“LACP fallback”，或安装期间退出聚合。",
      "在其他子网里，需要中继（ip helper-address）把请求发到装机盒，并在网络页面登记该子网。",
    ],
  },
];
