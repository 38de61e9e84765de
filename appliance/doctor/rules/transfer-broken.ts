import { fileOf, steps } from "../look.ts";
import { FRESH, machinePage, type MachineRule } from "../rule.ts";

export const transferBroken: MachineRule = {
  id: "transfer-broken",
  code: "RS_DOCTOR_TRANSFER_BROKEN",
  about: "machine",
  severity: "warning",
  when(facts) {
    const files = steps(facts).filter(({ kind }) => kind === "tftp" || kind === "http");
    const last = files.at(-1);
    if (last?.verb !== "broken" || facts.now - last.at > FRESH) return undefined;
    return {
      since: last.at,
      params: {
        machine: facts.name,
        file: fileOf(last),
        bytes: String(last.bytes ?? 0),
        protocol: last.kind.toUpperCase(),
      },
    };
  },
  action: machinePage,
  texts: {
    en: {
      name: "A transfer broke off",
      say: ({ machine = "", file = "", bytes = "", protocol = "" }) => ({
        title: `${machine} stopped in the middle of ${file} (${protocol}, after ${bytes} bytes).`,
        why: [
          "Packets are lost: a bad cable, a duplex mismatch, a switch that is overloaded.",
          "Packets of this size do not pass: a tunnel or VLAN with a smaller MTU.",
          "The machine was reset or ran out of memory.",
        ],
        action: "Look at the packets",
      }),
      help: [
        "A file was being sent, and the machine stopped to acknowledge it or closed the connection.",
        "When it always breaks at the first block, look at the MTU; when it breaks at another place each time, look at the cable and the port's error counters.",
      ],
    },
    zh: {
      name: "传输中断",
      say: ({ machine = "", file = "", bytes = "", protocol = "" }) => ({
        title: `${machine} 取 ${file} 时中途停止（${protocol}，已传 ${bytes} 字节）。`,
        why: [
          "丢包：网线不良、双工不匹配或交换机过载。",
          "这么大的包过不去：隧道或 VLAN 的 MTU 较小。",
          "机器被重启，或内存不足。",
        ],
        action: "查看数据包",
      }),
      help: [
        "正在发送文件时，机器不再确认或关闭了连接。",
        "如果总在第一块中断，请检查 MTU;如果每次位置不同，请检查网线和端口的错误计数。",
      ],
    },
  },
};
