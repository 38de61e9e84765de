import { fileOf, steps } from "../look.ts";
import { type MachineRule, MINUTE } from "../rule.ts";

export const packageMissing: MachineRule = {
  id: "package-missing",
  code: "RS_DOCTOR_PACKAGE_MISSING",
  about: "machine",
  severity: "error",
  when(facts) {
    const { run } = facts;
    if (run === undefined || run.state === "armed" || run.state === "done") return undefined;
    const missing = steps(facts).findLast(
      ({ kind, verb, outcome, role }) =>
        kind === "http" && verb === "missing" && outcome === "failed" && role === "packages",
    );
    if (missing === undefined || facts.now - missing.at > 60 * MINUTE) return undefined;
    const file = fileOf(missing).replace(/^\/[^/]*\//, "");
    return { since: missing.at, params: { machine: facts.name, file, image: facts.image?.title ?? run.image } };
  },
  action: () => ({ kind: "link", to: "#/images" }),
  texts: {
    en: {
      name: "The image lacks what the installer wants",
      say: ({ machine = "", file = "", image = "" }) => ({
        title: `The installer of ${machine} wanted ${file}, which ${image} does not have.`,
        why: [
          "Minimal, boot and network-install media lack packages: use the DVD ISO.",
          "The profile asks for packages of another repository: add that repository to it.",
          "The profile was written for another release.",
        ],
        action: "Add the DVD image",
      }),
      help: [
        "The installer asked for a file of a package repository and was told that it is not there.",
        "A Minimal ISO has the base system only; a boot or netinst ISO has hardly any packages. Import the DVD ISO and choose it in the profile, or name a repository that the machine can reach.",
      ],
    },
    zh: {
      name: "镜像里没有安装程序需要的文件",
      say: ({ machine = "", file = "", image = "" }) => ({
        title: `${machine} 的安装程序需要 ${file}，但 ${image} 里没有。`,
        why: [
          "Minimal、boot 和网络安装镜像缺少软件包：请使用 DVD ISO。",
          "装机方案需要另一个软件源的包：请把该软件源加进去。",
          "这个装机方案是为另一个版本写的。",
        ],
        action: "添加 DVD 镜像",
      }),
      help: [
        "安装程序索取软件源里的一个文件，得到的回答是没有。",
        "Minimal ISO 只有基本系统；boot 或 netinst ISO 几乎没有软件包。请导入 DVD ISO 并在装机方案中选用，或写明机器能访问的软件源。",
      ],
    },
  },
};
