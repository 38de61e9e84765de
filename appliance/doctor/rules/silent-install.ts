import { quietFor } from "../look.ts";
import { machinePage, type MachineRule, MINUTE } from "../rule.ts";

const LEAST = 3 * MINUTE;
/** Without a good run of its kind to compare with: large disks are slow to write. */
const UNKNOWN = 10 * MINUTE;

export const silentInstall: MachineRule = {
  id: "silent-install",
  code: "RS_DOCTOR_SILENT_INSTALL",
  about: "machine",
  severity: "warning",
  when(facts) {
    const { run, longestGapMs } = facts;
    if (run?.state !== "installing") return undefined;
    const silence = Math.min(facts.now - run.lastSign, facts.boots.length === 0 ? Infinity : quietFor(facts));
    const patience = longestGapMs === undefined ? UNKNOWN : Math.max(LEAST, 2 * longestGapMs);
    if (silence < patience) return undefined;
    return {
      since: facts.now - silence,
      params: {
        machine: facts.name,
        minutes: String(Math.floor(silence / MINUTE)),
        others: longestGapMs === undefined ? "" : String(Math.max(1, Math.ceil(longestGapMs / MINUTE))),
      },
    };
  },
  action: machinePage,
  texts: {
    en: {
      name: "Silence in the middle of an install",
      say: ({ machine = "", minutes = "", others = "" }) => ({
        title: `${machine} has not been heard of for ${minutes} min while installing${others === "" ? "" : ` (others took at most ${others})`}.`,
        why: [
          "A script or a large package takes its time.",
          "The installer stopped at an error: look at its screen.",
          "The machine lost power or its network.",
        ],
        action: "Open its log",
      }),
      help: [
        "While a machine installs it fetches packages, writes its log or reports. How long a good install of the same image and profile was silent at most is remembered; twice that, and three minutes at least, is the measure. The first install of its kind is given ten minutes.",
        "Look at the machine's screen and at the end of its log. When it is lost, stop the run and arm the machine again.",
      ],
    },
    zh: {
      name: "安装途中没有动静",
      say: ({ machine = "", minutes = "", others = "" }) => ({
        title: `${machine} 正在安装，但已有 ${minutes} 分钟没有动静${others === "" ? "" : `（其他机器最多 ${others} 分钟）`}。`,
        why: ["某个脚本或较大的软件包需要时间。", "安装程序停在错误上：请看它的屏幕。", "机器断电或断网。"],
        action: "打开日志",
      }),
      help: [
        "机器安装时会取软件包、写日志或报告进度。装机盒记得同一镜像和装机方案成功安装时最长的静默时间；以它的两倍为准，至少三分钟。第一次安装给十分钟。",
        "请看机器的屏幕和日志的末尾。如果确实没救了，请停止任务，再让机器重新就绪。",
      ],
    },
  },
};
