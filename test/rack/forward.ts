// Runs inside the rack's namespace: takes connections on a unix socket, which crosses namespaces as any file does, and
// passes each on to an address of the rack.   node forward.ts SOCKET HOST PORT
import { connect, createServer, type Socket } from "node:net";

const [socketPath, host, port] = process.argv.slice(2);
if (socketPath === undefined || host === undefined || port === undefined) {
  throw new Error("usage: node forward.ts SOCKET HOST PORT");
}

const join = (from: Socket, to: Socket): void => {
  from.pipe(to);
  from.once("error", () => to.destroy());
  from.once("close", () => to.destroy());
};

createServer({ allowHalfOpen: true }, (outside) => {
  const inside = connect({ host, port: Number(port), allowHalfOpen: true });
  join(outside, inside);
  join(inside, outside);
}).listen(socketPath, () => process.stdout.write("listening\n"));
