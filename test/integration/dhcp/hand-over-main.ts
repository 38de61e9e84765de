// What systemd does with rackseed-dhcp.socket: opens port 67 and hands it to the program as descriptor 3.
import { spawnSync } from "node:child_process";
import { createSocket } from "node:dgram";

const socket = createSocket("udp4") as ReturnType<typeof createSocket> & { _handle?: { fd: number } };
socket.bind(67, () => {
  const [command = "", ...rest] = process.argv.slice(2);
  const fd = socket._handle?.fd;
  if (fd === undefined) throw new Error("this Node does not show a socket's descriptor");
  spawnSync(command, rest, { stdio: ["inherit", "inherit", "inherit", fd] }); // blocks, so that nobody here reads the socket
  socket.close();
});
