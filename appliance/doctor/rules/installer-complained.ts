import { machinePage, type MachineRule } from "../rule.ts";

export const installerComplained: MachineRule = {
  id: "installer-complained",
  code: "RS_DOCTOR_INSTALLER_COMPLAINED",
  about: "machine",
  severity: "error",
  when({ run, name }) {
    if (run?.complaint === undefined || (run.state !== "booting" && run.state !== "installing")) return undefined;
    return { since: run.lastSign, params: { machine: name, complaint: run.complaint } };
  },
  action: machinePage,
  texts: {
    en: {
      name: "The installer's log names a cause",
      say: ({ machine = "", complaint = "" }) => ({
        title: `The installer of ${machine} complains: ${complaint}`,
        why: [
          "An answer does not fit this machine or this release: the log has the line.",
          "Correct the profile, then arm the machine again.",
        ],
        action: "Open the log",
      }),
      help: [
        "Installers write what stops them into their log, which they send here while they work. Lines that are known to end an installation are raised as a finding.",
        "The run's log on the machine's page has the lines around it.",
      ],
    },
    zh: {
      name: "安装程序的日志指出了原因",
      say: ({ machine = "", complaint = "" }) => ({
        title: `${machine} 的安装程序报告：${complaint}`,
        why: ["某项应答与这台机器或这个版本不符：日志里有对应的行。", "请改正装机方案，再让机器重新就绪。"],
        action: "打开日志",
      }),
      help: [
        "安装程序会把使它停下的原因写进日志，并在工作时发送到这里。已知会终止安装的日志行会成为一条诊断。",
        "机器页面的装机日志里有前后几行。",
      ],
    },
  },
};
