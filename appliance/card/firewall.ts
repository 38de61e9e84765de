/** What the firewall lets in, by who needs it. */
export interface Ports {
  /** The rack's interface. */
  readonly interface: string;
  readonly http: readonly number[];
  readonly https: readonly number[];
  readonly tftp: number | undefined;
  readonly syslog: number | undefined;
  readonly ftp: number | undefined;
  readonly ssh: boolean;
  readonly nat: boolean;
  readonly packageCache: boolean;
}

/** As /etc/rackseed/packages.conf has it. */
const PACKAGES = 3142;
/** Linux takes ports for outgoing connections, and so FTP's data ports, from here. */
const EPHEMERAL = "32768-60999";
/** RFC 1918 and RFC 3927: the page is for the LAN, whichever cable it comes by. */
const PRIVATE = "{ 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 169.254.0.0/16 }";

/** Rules for nft(8): only the ports in use. Nothing is dropped silently that a program would wait for. */
export function firewallRules(ports: Ports): string {
  const { interface: device, ssh, nat } = ports;
  const web = set([...ports.http, ...ports.https, ...(ssh ? [22] : [])]);
  const datagrams = set([67, 4011, 123, ...defined(ports.tftp), ...defined(ports.syslog)]);
  return `#!/usr/sbin/nft -f
# Made at each start from rackseed.yaml.
flush ruleset

table inet rackseed {
	chain input {
		type filter hook input priority filter; policy drop;
		iifname "lo" accept
		ct state established,related accept
		ct state invalid drop
		meta l4proto { icmp, ipv6-icmp } accept
		# A resolver waits for seconds when it hears nothing; installers that were told this box as DNS go on at once.
		udp dport 53 reject
		tcp dport 53 reject with tcp reset
		udp dport 5353 accept
		iifname "${device}" udp dport ${datagrams} accept
		iifname "${device}" udp sport 67 udp dport 68 accept
		iifname "${device}" tcp dport ${web} accept
${ports.ftp === undefined ? "" : `\t\tiifname "${device}" tcp dport { ${ports.ftp}, ${EPHEMERAL} } accept\n`}${ports.packageCache ? `\t\tiifname "${device}" tcp dport ${PACKAGES} accept\n` : ""}\t\tip saddr ${PRIVATE} tcp dport ${web} accept
		meta pkttype { broadcast, multicast } drop
		reject
	}

	chain forward {
		type filter hook forward priority filter; policy drop;
${nat ? natForward(device) : ""}\t}
${nat ? NAT : ""}}
`;
}

/** The mark lives in the connection, so that only what the rack began is translated. */
const natForward = (device: string): string => `\t\tct state established,related accept
		iifname "${device}" ct mark set 0x5253 accept
`;
const NAT = `
	chain outgoing {
		type nat hook postrouting priority srcnat;
		ct mark 0x5253 masquerade
	}
`;

const set = (ports: readonly number[]): string => `{ ${[...new Set(ports)].join(", ")} }`;
const defined = (port: number | undefined): number[] => (port === undefined ? [] : [port]);
