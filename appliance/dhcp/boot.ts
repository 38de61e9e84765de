import type { Client } from "./client.ts";
import { type DhcpEvent, event } from "./events.ts";
import type { BootSettings } from "./facts.ts";
import { architectureName } from "./options/pxe.ts";
import { isRaspberryPi } from "./quirks.ts";

/** What a machine is told to boot, or why it is told nothing. */
export type BootAnswer =
  | { readonly kind: "pxe"; readonly file: string }
  | { readonly kind: "script" | "http"; readonly url: string }
  | { readonly kind: "nothing"; readonly event?: DhcpEvent; readonly unsupported?: true };

type Loader = keyof BootSettings["loaders"];

/** 7 and 9 both mean x64: RFC 4578's table and IANA's registry have them swapped, and firmware follows either. */
const LOADER: Readonly<Record<number, Loader>> = { 0: "biosName", 7: "x64Name", 9: "x64Name", 11: "arm64Name" };
const HTTP_LOADER: Readonly<Record<number, "x64Url" | "arm64Url">> = { 16: "x64Url", 19: "arm64Url" };

export function bootAnswer(client: Client, boot: BootSettings): BootAnswer {
  // iPXE first: it is asked for a second time after our loader ran, and would load the loader again for ever.
  if (client.ipxe && boot.ipxe) return { kind: "script", url: `${boot.httpBase}/boot.ipxe?mac=${client.mac ?? ""}` };
  if (client.boot === undefined) return { kind: "nothing" };
  if (client.architectures === "damaged") {
    return {
      kind: "nothing",
      event: event("RS_DHCP_DAMAGED_ARCH", "Option 93 (client architecture) is damaged.", client),
    };
  }
  const offered = client.architectures ?? [architectureInVendorClass(client)];
  return client.boot === "HTTPClient" ? httpAnswer(client, offered, boot) : pxeAnswer(client, offered, boot);
}

function pxeAnswer(client: Client, offered: readonly number[], boot: BootSettings): BootAnswer {
  const loaders = offered.map((arch) => LOADER[arch]).filter((loader) => loader !== undefined);
  const [loader] = loaders;
  if (loader === undefined) return unsupported(client, offered);
  if (loader === "biosName" && isRaspberryPi(client.mac)) {
    const text =
      "A Raspberry Pi's boot ROM asks to boot from the network; that is not supported yet. It gets an address only.";
    return { kind: "nothing", unsupported: true, event: event("RS_DHCP_RASPBERRY_PI", text, client) };
  }
  return { kind: "pxe", file: boot.loaders[loader] };
}

function httpAnswer(client: Client, offered: readonly number[], boot: BootSettings): BootAnswer {
  const urls = offered
    .map((arch) => HTTP_LOADER[arch])
    .flatMap((name) => (name === undefined ? [] : [boot.httpBoot?.[name]]));
  const url = urls.find((one) => one !== undefined);
  return url === undefined ? unsupported(client, offered) : { kind: "http", url };
}

/** Old ROMs send no option 93, but "PXEClient:Arch:00007:UNDI:003016" says the same; without either it is BIOS. */
const architectureInVendorClass = (client: Client): number =>
  Number(/^\w+:Arch:(\d{5})/.exec(client.vendorClass ?? "")?.[1] ?? 0);

function unsupported(client: Client, offered: readonly number[]): BootAnswer {
  const names = offered.map((arch) => `${arch} (${architectureName(arch)})`).join(", ");
  const text = `A machine of type ${names} asks to boot from the network; there is no loader for it. It gets an address only.`;
  return { kind: "nothing", unsupported: true, event: event("RS_DHCP_UNSUPPORTED_ARCH", text, client) };
}
