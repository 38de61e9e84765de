import { steps } from "../look.ts";
import { FRESH, type MachineRule } from "../rule.ts";

/** Silences that other rules explain, or that are as they should be. */
const EXPLAINED = [
  "another-server-chosen",
  "http-boot-off",
  "not-for-servers",
  "own-hardware-address",
  "names-another-server",
];
const MOST_LIKELY: Readonly<Record<string, { readonly en: string; readonly zh: string }>> = {
  stranger: {
    en: "only known machines get addresses (dhcp.answer), and this one did not ask to boot from the network",
    zh: "只给已知机器分配地址（dhcp.answer），而它没有请求网络启动",
  },
  "pool-full": { en: "every address of the pool is in use", zh: "地址池里的地址都已用完" },
  "no-pool": {
    en: "its subnet has no pool, and it has no reservation",
    zh: "它所在的子网没有地址池，它也没有固定地址",
  },
  "unknown-subnet": { en: "it belongs to no subnet that is served", zh: "它不属于任何已服务的子网" },
  "unknown-relay": { en: "its relay is in no subnet that is served", zh: "它的中继不在任何已服务的子网里" },
  "addresses-answer": {
    en: "every address that was tried is used by another device",
    zh: "试过的每个地址都被别的设备占用",
  },
  "binding-limit": { en: "too many new leases were asked for in a short time", zh: "短时间内请求的新租约过多" },
  "storage-failed": { en: "the lease could not be written to disk", zh: "租约无法写入磁盘" },
  "untrusted-relay-information": {
    en: "a switch inserted option 82, and there is no relay",
    zh: "交换机插入了选项 82，但并没有中继",
  },
};

export const notAnswered: MachineRule = {
  id: "not-answered",
  code: "RS_DOCTOR_NOT_ANSWERED",
  about: "machine",
  severity: "warning",
  when(facts) {
    const dhcp = steps(facts).filter(({ kind }) => kind === "dhcp");
    const answered = dhcp.findLastIndex(({ verb }) => verb === "offer" || verb === "ack" || verb === "nak");
    const silences = dhcp
      .slice(answered + 1)
      .filter(({ verb, because = "" }) => verb === "unanswered" && !EXPLAINED.includes(because));
    const first = silences[0];
    const last = silences.at(-1);
    if (first === undefined || last === undefined || silences.length < 2 || facts.now - last.at > FRESH)
      return undefined;
    const { because = "" } = last;
    const said = MOST_LIKELY[because];
    return {
      since: first.at,
      params: { machine: facts.name, times: String(silences.length), en: said?.en ?? because, zh: said?.zh ?? because },
    };
  },
  action: (facts) =>
    facts.known ? { kind: "link", to: "#/network" } : { kind: "api", method: "PUT", path: `/machines/${facts.mac}` },
  texts: {
    en: {
      name: "A machine asks and is not answered",
      say: ({ machine = "", times = "", en = "" }) => ({
        title: `${machine} asked ${times} times and was not answered: ${en}.`,
        why: [
          "A rule or a limit says so; the packet list has the decision for each packet.",
          "If it is one of yours, enter it: known machines are answered.",
        ],
        action: "Answer this one",
      }),
      help: [
        "The appliance saw the machine's DISCOVER and decided to stay silent. The reason stands in the finding and with each packet on the machine's page.",
        "Whom it answers is set on the network page: everyone, known machines and those that boot from the network, or nobody. A machine that is entered in the list is known.",
      ],
    },
    zh: {
      name: "机器发出请求但没有得到应答",
      say: ({ machine = "", times = "", zh = "" }) => ({
        title: `${machine} 请求了 ${times} 次，没有得到应答：${zh}。`,
        why: ["这是规则或限制的结果；数据包列表里有每个包的决定。", "如果它是您的机器，请登记它：已知机器会得到应答。"],
        action: "应答这台机器",
      }),
      help: [
        "装机盒看到了机器的 DISCOVER，但决定不应答。原因写在诊断里，机器页面的每个数据包旁也有。",
        "应答哪些机器在网络页面设置：所有机器、已知机器和请求网络启动的机器，或者都不应答。登记过的机器就是已知机器。",
      ],
    },
  },
};
