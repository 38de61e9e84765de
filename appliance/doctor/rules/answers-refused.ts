import { fileOf, steps } from "../look.ts";
import { machinePage, type MachineRule, MINUTE } from "../rule.ts";

export const answersRefused: MachineRule = {
  id: "answers-refused",
  code: "RS_DOCTOR_ANSWERS_REFUSED",
  about: "machine",
  severity: "error",
  when(facts) {
    const answers = steps(facts).filter(({ role, open }) => role === "answers" && open !== true);
    const last = answers.at(-1);
    // 503 says "not yet", and the client asks again.
    if (last?.outcome !== "failed" || last.because === "503") return undefined;
    if (facts.now - last.at > 30 * MINUTE || facts.run?.state === "armed") return undefined;
    const closed = facts.run?.because === "window-closed";
    return {
      since: last.at,
      params: { machine: facts.name, file: fileOf(last), closed: String(closed), status: last.because ?? "" },
    };
  },
  action: machinePage,
  texts: {
    en: {
      name: "The installer gets no answers",
      say: ({ machine = "", file = "", closed, status = "" }) => ({
        title:
          closed === "true"
            ? `The installer of ${machine} asked for its answers after its armed time had ended.`
            : `The installer of ${machine} asked for ${file} and got nothing (${status}).`,
        why:
          closed === "true"
            ? ["It started late, or waited at a menu.", "Arm it again and restart it."]
            : [
                "The machine is not armed any more, so its answers, which hold secrets, stay here.",
                "It asked from another address than the one it was given.",
                "The file was fetched too often.",
              ],
        action: "Arm again…",
      }),
      help: [
        "Answer files hold secrets. They are given only to the machine they are for, from its own address, while it is armed or installing, and a few times only.",
        "Arm the machine again and restart it. If a stranger asked, rotate the secrets on the machine's page.",
      ],
    },
    zh: {
      name: "安装程序拿不到应答文件",
      say: ({ machine = "", file = "", closed, status = "" }) => ({
        title:
          closed === "true"
            ? `${machine} 的安装程序在就绪时间过后才索取应答文件。`
            : `${machine} 的安装程序索取 ${file}，但没有得到（${status}）。`,
        why:
          closed === "true"
            ? ["它启动得太晚，或停在某个菜单里。", "请重新就绪并重启机器。"]
            : [
                "这台机器已不在就绪状态，应答文件含有机密，所以不提供。",
                "它用的地址不是分配给它的那个。",
                "文件被取走的次数过多。",
              ],
        action: "重新就绪…",
      }),
      help: [
        "应答文件含有机密。只在机器就绪或安装期间，提供给它所属的机器本身的地址，而且次数有限。",
        "请让机器重新就绪并重启。如果是陌生设备索取的，请在机器页面更换机密。",
      ],
    },
  },
};
