// A process of its own, whose memory is measured: node import-million.ts LINES [store]
import { macOf, openStock } from "./stock.ts";

const count = Number(process.argv[2]);
const dryRun = process.argv[3] !== "store";

async function* file(): AsyncGenerator<Buffer> {
  yield Buffer.from("mac,name,profile,vars.role\n");
  for (let from = 0; from < count; from += 1000) {
    const rows = Array.from({ length: Math.min(1000, count - from) }, (_, index) => {
      const number = from + index + 1;
      return `${macOf(number)},node-${number},worker,db\n`;
    });
    yield await Promise.resolve(Buffer.from(rows.join("")));
  }
  if (dryRun) yield Buffer.from(`${macOf(count)},twice\n`);
}

using stock = openStock();
const before = process.memoryUsage().rss;
let most = before;
const watching = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20);
const started = performance.now();
const { rows, errorCount } = await stock.tools.import(file(), dryRun);
clearInterval(watching);
most = Math.max(most, process.memoryUsage().rss);
const seconds = Math.round((performance.now() - started) / 1000);
process.stdout.write(JSON.stringify({ rows: rows - (dryRun ? 1 : 0), errorCount, grown: most - before, seconds }));
