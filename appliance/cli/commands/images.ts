import type { Image } from "../api-types.ts";
import type { Call, Command } from "../command.ts";
import { CliError, EXIT, usage } from "../exit.ts";
import { size, table } from "../output.ts";
import { sendFile } from "../send-file.ts";

const list: Command["run"] = async (call) => {
  const images = await call.client.list<Image>("/images");
  if (call.json) call.print(JSON.stringify(images, undefined, 2));
  else
    call.print(
      table(
        ["NAME", "STATE", "SIZE", "VERIFIED", "USED BY", ""],
        images.map(({ name, state, bytes, verified, usedBy, because, share }) => [
          name,
          share === undefined || state === "ready" ? state : `${state} ${Math.floor(share * 100)} %`,
          bytes === undefined ? undefined : size(bytes),
          verified ? "yes" : "no",
          usedBy.join(" ") || undefined,
          because ?? " ",
        ]),
      ),
    );
  return undefined;
};

const fetchOrUpload: Command["run"] = async (call) => {
  const [from = ""] = call.args;
  const name = /^https?:\/\//i.test(from) ? await fetchUrl(call, from) : await upload(call, from);
  const image = call.flag("wait")
    ? await settled(call, name)
    : await call.client.get<Image>(`/images/${encodeURIComponent(name)}`);
  call.print(
    call.json ? JSON.stringify(image, undefined, 2) : `${image.name} is ${image.state}. ${image.because ?? ""}`.trim(),
  );
  return image.state === "refused" ? EXIT.failed : undefined;
};

async function fetchUrl(call: Call, url: string): Promise<string> {
  const [name, sha256] = [call.text("name"), call.text("sha256")];
  const image = await call.client.send<Image>("POST", "/images", {
    ...(name === undefined ? {} : { name }),
    from: {
      url,
      ...(sha256 === undefined ? {} : { sha256 }),
      ...(call.flag("internal-mirror") ? { internalMirror: true } : {}),
    },
  });
  return image.name;
}

async function upload(call: Call, path: string): Promise<string> {
  if (call.text("name") !== undefined) throw usage("A file that is sent keeps its name; leave --name out.");
  const { image } = await sendFile(call, "/uploads", path);
  if (image === undefined) throw new CliError(EXIT.refused, "The file is whole there, but became no image.");
  return image;
}

const PAUSE_MS = 2000;

async function settled(call: Call, name: string): Promise<Image> {
  for (;;) {
    const image = await call.client.get<Image>(`/images/${encodeURIComponent(name)}`);
    if (image.state === "ready" || image.state === "refused") return image;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

const remove: Command["run"] = async (call) => {
  for (const name of call.args) {
    await call.client.send("DELETE", `/images/${encodeURIComponent(name)}`);
    call.say(`The image ${name} is removed.`);
  }
  return undefined;
};

export const imageCommands: readonly Command[] = [
  { name: "images", args: "", count: [0, 0], summary: "List the images", run: list },
  { name: "images list", args: "", count: [0, 0], summary: "List the images", run: list },
  {
    name: "images import",
    args: "URL|FILE",
    count: [1, 1],
    summary: "Let the appliance fetch an ISO, or send it one; a transfer that was cut goes on where it was",
    options: {
      name: { type: "string", value: "NAME", help: "Call it so (URL only)" },
      sha256: { type: "string", value: "SUM", help: "What its SHA-256 must be (URL only)" },
      "internal-mirror": { type: "boolean", help: "The URL is in the house's own network, and that is meant" },
      wait: { type: "boolean", help: "Until it is ready or refused" },
    },
    run: fetchOrUpload,
  },
  { name: "images remove", args: "NAME…", count: [1, 1000], summary: "Remove images", run: remove },
];
