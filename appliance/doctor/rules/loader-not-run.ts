import { endOf } from "../../trace/boots.ts";
import { fetched, fileOf, isUefi, quietFor, steps } from "../look.ts";
import { FRESH, type MachineRule, SECOND } from "../rule.ts";

/** A loader that runs asks for its settings within a second or two; a slow one is given twenty. */
const STARTING = 20 * SECOND;

export const loaderNotRun: MachineRule = {
  id: "loader-not-run",
  code: "RS_DOCTOR_LOADER_NOT_RUN",
  about: "machine",
  severity: "error",
  when(facts) {
    const files = steps(facts).filter(({ kind, verb }) => kind !== "dhcp" && verb !== "probe");
    const last = files.at(-1);
    // Whoever asks for settings runs: what follows is its own affair, also when it goes on to the disk.
    if (last === undefined || !fetched(last) || files.some(({ role }) => role !== "loader")) return undefined;
    const quiet = quietFor(facts);
    if (quiet < STARTING || quiet > FRESH) return undefined;
    return { since: endOf(last), params: { machine: facts.name, file: fileOf(last), uefi: String(isUefi(facts)) } };
  },
  action: () => ({ kind: "link", to: "#/help/secure-boot" }),
  texts: {
    en: {
      name: "The loader was fetched and does not run",
      say: ({ machine = "", file = "", uefi }) => ({
        title: `${machine} downloaded the boot loader ${file} and did not run it.`,
        why: [
          ...(uefi === "true" ? ["Secure Boot is on, and this loader is not signed for it."] : []),
          "The file is for another kind of firmware.",
          "The firmware gave up, and waits at its own menu: look at its screen.",
        ],
        action: uefi === "true" ? "Help with Secure Boot" : "Help with firmware",
      }),
      help: [
        "The firmware fetched the whole loader. A loader that runs asks for its settings within seconds; nothing came.",
        "With UEFI the most common reason is Secure Boot: the firmware refuses what is not signed by a key it knows. Debian, Ubuntu and the RHEL family bring a signed loader (shim); others need Secure Boot switched off.",
        "Newer firmware may know only Microsoft's certificate of 2023, and an older shim is signed with the one of 2011: update the image, or the firmware's keys.",
      ],
    },
    zh: {
      name: "引导程序已取走但没有运行",
      say: ({ machine = "", file = "", uefi }) => ({
        title: `${machine} 下载了引导程序 ${file}，但没有运行它。`,
        why: [
          ...(uefi === "true" ? ["打开了 Secure Boot(安全启动)，而这个引导程序没有它认可的签名。"] : []),
          "这个文件适用于另一种固件。",
          "固件已放弃，停在自己的菜单里：请看它的屏幕。",
        ],
        action: uefi === "true" ? "Secure Boot 帮助" : "固件帮助",
      }),
      help: [
        "固件已经取走整个引导程序。引导程序运行后几秒内就会索取自己的设置，但什么都没有来。",
        "对 UEFI 来说最常见的原因是 Secure Boot：没有它认可的密钥签名，固件就拒绝运行。Debian、Ubuntu 和 RHEL 系列自带签名的引导程序（shim）；其他系统需要关闭 Secure Boot。",
        "较新的固件可能只认 Microsoft 2023 年的证书，而旧的 shim 用 2011 年的证书签名：请更新镜像，或更新固件的密钥。",
      ],
    },
  },
};
