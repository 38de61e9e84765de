// Imports one image and prints its reports: started by tests that kill it, or fill its disk.
//   node child.ts DATA '{"name":…}' RESERVE
import { join } from "node:path";
import { internet } from "../../../appliance/images/internet.ts";
import { imageService } from "../../../appliance/images/service.ts";
import type { ImageConfig } from "../../../appliance/images/service.ts";
import { openDatabase } from "../../../appliance/store/database.ts";
import { imageStore } from "../../../appliance/store/images.ts";
import { schema } from "../../../appliance/store/schema.ts";

const [data = "", config = "", reserve = "0"] = process.argv.slice(2);
const service = imageService({
  folder: join(data, "images"),
  store: imageStore(openDatabase(join(data, "rackseed.db"), schema)),
  now: () => new Date(),
  internet,
  report: (event) => process.stdout.write(`${JSON.stringify(event)}\n`),
  reserveBytes: Number(reserve),
});
service.applyConfig([JSON.parse(config) as ImageConfig]);
await service.idle();
