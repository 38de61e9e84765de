import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import type { Image, Upload } from "../api-types.ts";
import { ApiError } from "../client.ts";
import type { Call, Command } from "../command.ts";
import { CliError, EXIT, usage } from "../exit.ts";
import { size, table } from "../output.ts";

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

const SLICE = 64 * 1024 * 1024;
const TRIES = 5;
const PAUSE_MS = 2000;

/** In slices: a cable that is pulled costs one slice, and calling again goes on where the appliance has bytes. */
async function upload(call: Call, path: string): Promise<string> {
  if (call.text("name") !== undefined) throw usage("A file that is sent keeps its name; leave --name out.");
  const total = await sizeOf(path);
  const place = `/uploads/${encodeURIComponent(basename(path))}`;
  let offset = await offsetOf(call, place);
  if (offset > 0) call.say(`${size(offset)} of ${size(total)} are there already.`);
  for (let tries = 0; ;) {
    try {
      const stored = await sendSlice(call, place, path, offset, total);
      call.say(`${size(stored.offset)} of ${size(total)}`);
      if (stored.image !== undefined) return stored.image;
      if (stored.offset >= total) throw new CliError(EXIT.refused, "The file is whole there, but became no image.");
      offset = stored.offset;
      tries = 0;
    } catch (error) {
      if (!(error instanceof CliError) || error.exit !== EXIT.unreachable || ++tries >= TRIES) throw error;
      call.say(`${error.message} Trying again.`);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      offset = await offsetOf(call, place);
    }
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    const found = await stat(path);
    if (found.isFile() && found.size > 0) return found.size;
    throw usage(`${path} is no file with anything in it.`);
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw usage(`${path} cannot be read: ${(error as Error).message}`);
  }
}

async function offsetOf(call: Call, place: string): Promise<number> {
  try {
    return (await call.client.get<Upload>(place)).offset;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return 0;
    throw error;
  }
}

async function sendSlice(call: Call, place: string, path: string, start: number, total: number): Promise<Upload> {
  const end = Math.min(start + SLICE, total) - 1;
  const answer = await call.client.raw("PUT", place, createReadStream(path, { start, end }), {
    "Content-Type": "application/octet-stream",
    "Content-Length": String(end - start + 1),
    "Content-Range": `bytes ${start}-${end}/${total}`,
  });
  let text = "";
  for await (const chunk of answer) text += String(chunk);
  return JSON.parse(text) as Upload;
}

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
