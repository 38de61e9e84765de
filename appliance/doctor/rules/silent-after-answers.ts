import { endOf } from "../../trace/boots.ts";
import { fileOf, quietFor, steps } from "../look.ts";
import { machinePage, type MachineRule, MINUTE } from "../rule.ts";

const READING = 5 * MINUTE;

export const silentAfterAnswers: MachineRule = {
  id: "silent-after-answers",
  code: "RS_DOCTOR_SILENT_AFTER_ANSWERS",
  about: "machine",
  severity: "warning",
  when(facts) {
    if (facts.run?.state !== "booting") return undefined;
    const last = steps(facts).findLast(({ kind }) => kind !== "dhcp");
    if (last?.role !== "answers" || last.outcome !== "ok" || quietFor(facts) < READING) return undefined;
    if (facts.now - facts.run.lastSign < READING) return undefined; // its log says that it lives
    return { since: endOf(last), params: { machine: facts.name, file: fileOf(last) } };
  },
  action: machinePage,
  texts: {
    en: {
      name: "Silence after the answers",
      say: ({ machine = "", file = "" }) => ({
        title: `${machine} fetched ${file} and was not heard of since.`,
        why: [
          "The installer stopped at a question or at an error in the answers: look at its screen.",
          "The disk of the profile is not there, or is held by RAID or an old volume group.",
        ],
        action: "Check the answers",
      }),
      help: [
        "The installer has its answers and neither fetches anything nor writes to its log. Most often it shows a question or an error on its screen.",
        "The machine's page lists what the checker says of the answers, with line numbers. Correct the profile and arm the machine again.",
      ],
    },
    zh: {
      name: "取走应答文件后没有动静",
      say: ({ machine = "", file = "" }) => ({
        title: `${machine} 取走 ${file} 之后就没有动静了。`,
        why: [
          "安装程序停在某个问题或应答文件的错误上：请看它的屏幕。",
          "装机方案里的磁盘不存在，或被 RAID、旧卷组占用。",
        ],
        action: "检查应答文件",
      }),
      help: [
        "安装程序已拿到应答文件，但既不取文件也不写日志。多数情况下屏幕上正显示一个问题或错误。",
        "机器页面列出了检查器对应答文件的意见和行号。请改正装机方案，再让机器重新就绪。",
      ],
    },
  },
};
