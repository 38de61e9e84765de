import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { leaseReader } from "../../../appliance/store/leases.ts";
import { parseIpv4 } from "../../../appliance/net/ipv4.ts";
import { parseMac } from "../../../appliance/net/mac.ts";
import { parseSubnet } from "../../../appliance/net/subnet.ts";
import { makeRack, makeRackWithoutServer } from "./rack.ts";

/** What one line of strace is about, by the bytes that it shows: option 53 is the first behind the cookie. */
const MARKS: [string, RegExp][] = [
  ["receive DISCOVER", /recv.*\\x63\\x82\\x53\\x63\\x35\\x01\\x01/],
  ["receive REQUEST", /recv.*\\x63\\x82\\x53\\x63\\x35\\x01\\x03/],
  ["send OFFER", /send.*\\x63\\x82\\x53\\x63\\x35\\x01\\x02/],
  ["send ACK", /send.*\\x63\\x82\\x53\\x63\\x35\\x01\\x05/],
  ["sync", /f(data)?sync\(.*= 0$|f(data)?sync resumed.*= 0$/],
];

test("the kernel is asked to sync after each REQUEST and before its ACK (conformance 3.2 D10, trust 5 a)", async (t) => {
  if (!existsSync("/usr/bin/strace")) {
    t.skip("strace is not installed: this counts as not run");
    return;
  }
  await using rack = await makeRackWithoutServer();
  const trace = join(rack.folder, "trace");
  const calls = "trace=fsync,fdatasync,sendto,sendmsg,sendmmsg,recvfrom,recvmsg,recvmmsg";
  await rack.serve(["strace", "-D", "-f", "-xx", "-s", "400", "-e", calls, "-o", trace]);
  const client = await rack.client("52:54:00:77:00:51");
  assert.equal((await rack.udhcpc(client)).code, 0);
  const steps = readFileSync(trace, "utf8")
    .split("\n")
    .flatMap((line) => MARKS.filter(([, mark]) => mark.test(line)).map(([name]) => name));
  const from = steps.lastIndexOf("receive DISCOVER");
  const asked = steps.lastIndexOf("receive REQUEST");
  const answered = steps.indexOf("send ACK", asked); // the first: a second one proves nothing
  assert.ok(from >= 0 && asked > from && answered > asked, steps.join(", "));
  assert.ok(steps.slice(asked, answered).includes("sync"), steps.join(", "));
  assert.ok(
    !steps.slice(from, steps.lastIndexOf("send OFFER")).includes("sync"),
    "an OFFER does not wait for the disk",
  );
});

test("killed at random in a storm, the server lost no lease that it acknowledged (trust 5 a, b; row 1)", async () => {
  const subnet = parseSubnet("10.77.0.0/16");
  const pool = { first: parseIpv4("10.77.1.0"), last: parseIpv4("10.77.250.255") };
  const net = { subnet, pool, dns: [], leaseSeconds: 86_400, allocation: "dynamic" as const };
  await using rack = await makeRack({ subnet, subnets: [net] });
  const client = await rack.client();
  await client.ip("addr add 10.77.0.60/16 dev eth0");
  await client.ip("route add default dev eth0"); // or a send to 255.255.255.255 fails
  const storm = client.start([process.execPath, new URL("./storm-main.ts", import.meta.url).pathname]);
  await storm.says(/ACK/);
  for (let round = 0; round < 6; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 400));
    await rack.server.stop("SIGKILL");
    await rack.serve();
  }
  await storm.stop();
  await new Promise((resolve) => setTimeout(resolve, 200));
  await rack.server.stop();
  const acknowledged = [...storm.output.matchAll(/^ACK (\S+) (\S+)$/gm)].map(([, mac = "", address = ""]) => ({
    mac,
    address,
  }));
  const reader = leaseReader(rack.database);
  for (const { mac, address } of acknowledged) assert.equal(reader.byMac(parseMac(mac))?.address, address, mac);
  reader.close();
  const owners = new Map<string, string>();
  for (const { mac, address } of acknowledged) {
    assert.equal(owners.get(address) ?? mac, mac, `${address} was acknowledged to two machines`);
    owners.set(address, mac);
  }
  assert.ok(acknowledged.length > 200, `only ${acknowledged.length} leases`);
});
