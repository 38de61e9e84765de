/** What the landing page says in one language. Texts in `code` marks are names of the reader's own system. */
export interface LandingText {
  readonly lang: string;
  readonly what: string;
  readonly open: string;
  readonly words: string;
  readonly compare: string;
  readonly fingerprint: string;
  readonly why: string;
  readonly because: readonly string[];
  /** Only where it is true. */
  readonly unencrypted: string;
  readonly trust: string;
  readonly once: string;
  readonly download: string;
  /** System → steps. */
  readonly steps: readonly (readonly [system: string, steps: readonly string[]])[];
  readonly boots: string;
}

export const ENGLISH: LandingText = {
  lang: "en",
  what: "This box installs the machines of a rack. Its pages are on an encrypted connection:",
  open: "Open Rackseed",
  words: "The six words of this appliance",
  compare:
    "Compare them with the words on the appliance’s own screen or console. Others mean that another device answers you: then stop here.",
  fingerprint: "SHA-256 of its certificate, which your system shows when you install it:",
  why: "Why your browser warns you",
  because: [
    "Browsers trust a few public authorities, and those vouch for names on the Internet only. Nobody out there can vouch for a box in your own network, so this one vouches for itself.",
    "The connection is encrypted all the same. What the browser cannot know is whose box it is, and you can: by the words. Go on past the warning once, or install the certificate, and it stays away.",
  ],
  unencrypted:
    "This page came without encryption, so somebody on your network could have changed it. Only what the appliance’s own screen says is certain.",
  trust: "Trust it for good",
  once: "Install the certificate of this appliance’s authority. It can vouch only for private names and addresses and for this appliance’s own, not for other sites on the Internet.",
  download: "Download the certificate",
  steps: [
    [
      "Windows",
      [
        "Open the file and choose Install Certificate.",
        "Choose Local Machine, then “Place all certificates in the following store”.",
        "Browse to Trusted Root Certification Authorities and finish. Start the browser again.",
      ],
    ],
    [
      "macOS",
      [
        "Open the file; Keychain Access adds it to the login keychain.",
        "Double-click it there, open Trust and set “When using this certificate” to Always Trust.",
      ],
    ],
    [
      "iPhone and iPad",
      [
        "Download it with Safari and allow the profile.",
        "Settings, General, VPN & Device Management: install the profile.",
        "Settings, General, About, Certificate Trust Settings: switch it on.",
      ],
    ],
    [
      "Android",
      [
        "Settings, Security & privacy, More settings, Encryption & credentials.",
        "Install a certificate, CA certificate, and choose the file.",
      ],
    ],
    [
      "Linux",
      [
        "Copy it to /usr/local/share/ca-certificates/rackseed.crt and run update-ca-certificates as root (Debian, Ubuntu), or to /etc/pki/ca-trust/source/anchors/ and run update-ca-trust (Fedora, RHEL).",
        "Chrome and Chromium keep their own list: chrome://certificate-manager, Custom, Import.",
      ],
    ],
    [
      "Firefox",
      [
        "Settings, Privacy & Security, Certificates, View Certificates, Authorities, Import.",
        "Tick “Trust this CA to identify websites”.",
      ],
    ],
  ],
  boots: "Machines that boot fetch their files from this port. There is nothing to sign in to here.",
};

export const CHINESE: LandingText = {
  lang: "zh-CN",
  what: "这台装机盒为整个机架的机器安装系统。它的页面使用加密连接：",
  open: "打开 Rackseed",
  words: "这台装机盒的六个词",
  compare: "请与装机盒自己的屏幕或控制台上显示的词核对。如果不一样，说明应答您的是另一台设备，请不要继续。",
  fingerprint: "证书的 SHA-256，安装证书时您的系统会显示它：",
  why: "浏览器为什么发出警告",
  because: [
    "浏览器只信任少数公共机构，而它们只为互联网上的名称作证。没有任何外部机构能为您内部网络里的设备作证，所以这台装机盒为自己作证。",
    "连接仍然是加密的。浏览器不知道这是谁的设备，但您可以凭六个词确认。您可以跳过一次警告，也可以安装证书，以后就不再出现警告。",
  ],
  unencrypted: "本页没有加密，您网络中的其他人有可能篡改它。只有装机盒自己屏幕上显示的内容才是可靠的。",
  trust: "永久信任它",
  once: "安装这台装机盒的颁发机构证书。它只能为内部名称、内部地址和这台装机盒自己的名称作证，不能冒充互联网上的其他网站。",
  download: "下载证书",
  steps: [
    [
      "Windows",
      [
        "打开文件，选择“安装证书”。",
        "选择“本地计算机”，再选择“将所有的证书都放入下列存储”。",
        "浏览到“受信任的根证书颁发机构”并完成，然后重新启动浏览器。",
      ],
    ],
    [
      "macOS",
      ["打开文件，“钥匙串访问”会把它加入“登录”钥匙串。", "双击该证书，展开“信任”，把“使用此证书时”设为“始终信任”。"],
    ],
    [
      "iPhone 和 iPad",
      [
        "用 Safari 下载并允许描述文件。",
        "设置 → 通用 → VPN 与设备管理：安装描述文件。",
        "设置 → 通用 → 关于本机 → 证书信任设置：打开开关。",
      ],
    ],
    ["Android", ["设置 → 安全和隐私 → 更多设置 → 加密与凭据。", "安装证书 → CA 证书，然后选择该文件。"]],
    [
      "Linux",
      [
        "复制到 /usr/local/share/ca-certificates/rackseed.crt，并以 root 身份运行 update-ca-certificates（Debian、Ubuntu）；或复制到 /etc/pki/ca-trust/source/anchors/ 并运行 update-ca-trust（Fedora、RHEL）。",
        "Chrome 和 Chromium 有自己的列表：chrome://certificate-manager → 自定义 → 导入。",
      ],
    ],
    [
      "Firefox",
      ["设置 → 隐私与安全 → 证书 → 查看证书 → 证书颁发机构 → 导入。", "勾选“信任由此证书颁发机构来标识网站”。"],
    ],
  ],
  boots: "正在启动的机器从这个端口取文件，这里不需要登录。",
};
