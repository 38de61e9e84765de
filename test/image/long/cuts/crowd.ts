// Clients of a rack that never sleeps, run inside the test's network: new ones DISCOVER and REQUEST, old ones come back
// and ask for the address that they were given (INIT-REBOOT). A line for each ACK and NAK. Argument: new clients a second.
import { createSocket } from "node:dgram";
import { decode } from "../../../../appliance/dhcp/decode.ts";
import { encode } from "../../../../appliance/dhcp/encode.ts";
import type { Ipv4 } from "../../../../appliance/net/ipv4.ts";
import { macFromBytes, parseMac, type Mac } from "../../../../appliance/net/mac.ts";
import { addr, type Packet, packet } from "../../../unit/dhcp/scene.ts";

const TICK_MS = 100;
const perTick = Number(process.argv[2] ?? 20) / (1000 / TICK_MS);
const socket = createSocket({ type: "udp4", reuseAddr: true });
const given = new Map<Mac, Ipv4>();
let next = 0;
let due = 0;

const macOf = (number: number): Mac => parseMac(`525400${(0x100000 + number).toString(16)}`);
const say = (...message: Parameters<typeof packet>): void =>
  socket.send(encode(packet(...message)), 67, "255.255.255.255", () => undefined); // an unplugged machine is the point

socket.on("message", (bytes) => {
  const reply = decode(bytes);
  const who = macFromBytes(reply.chaddr.subarray(0, 6));
  const type = reply.options.get(53)?.[0];
  if (type === 2) {
    const options = [
      [54, addr("10.77.0.1")],
      [50, addr(reply.yiaddr)],
    ] as NonNullable<Packet["options"]>;
    say("REQUEST", who, { xid: reply.xid, options });
  }
  if (type === 5) {
    given.set(who, reply.yiaddr);
    console.log(`ACK ${who} ${reply.yiaddr}`);
  }
  if (type === 6) console.log(`NAK ${who} ${given.get(who) ?? ""}`);
});
socket.bind(68, () => {
  socket.setBroadcast(true);
  setInterval(() => {
    for (due += perTick; due >= 1; due -= 1) {
      next += 1;
      say("DISCOVER", macOf(next), { xid: next });
      const back = [...given].at(Math.floor(Math.random() * given.size));
      if (back !== undefined && next % 2 === 0)
        say("REQUEST", back[0], { xid: 0x40000000 + next, options: [[50, addr(back[1])]] });
    }
  }, TICK_MS);
});
