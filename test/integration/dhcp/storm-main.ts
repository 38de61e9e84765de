// Many machines at once: DISCOVER and REQUEST for ever new MACs as fast as answers come. Each ACK seen is a line.
import { createSocket } from "node:dgram";
import { decode } from "../../../appliance/dhcp/decode.ts";
import { encode } from "../../../appliance/dhcp/encode.ts";
import { macFromBytes } from "../../../appliance/net/mac.ts";
import { addr, mac, packet } from "../../unit/dhcp/scene.ts";

const socket = createSocket({ type: "udp4", reuseAddr: true });
let next = Number(process.argv[2] ?? 0);
const say = (...message: Parameters<typeof packet>): void =>
  socket.send(encode(packet(...message)), 67, "255.255.255.255");

socket.on("message", (bytes) => {
  const reply = decode(bytes);
  const who = macFromBytes(reply.chaddr.subarray(0, 6));
  const type = reply.options.get(53)?.[0];
  if (type === 2)
    say("REQUEST", who, {
      xid: reply.xid,
      options: [
        [54, addr("10.77.0.1")],
        [50, addr(reply.yiaddr)],
      ],
    });
  if (type === 5) console.log(`ACK ${who} ${reply.yiaddr}`);
});
socket.bind(68, () => {
  socket.setBroadcast(true);
  setInterval(() => {
    for (let index = 0; index < 5; index += 1) say("DISCOVER", mac((next += 1)), { xid: next });
  }, 5);
});
