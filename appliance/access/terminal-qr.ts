import { QUIET, qrCells } from "../qr.ts";

/** White on black, whatever the console's own colours are: an inverted code is not read by every phone. */
const COLOURS = "\x1b[97;40m";
const PLAIN = "\x1b[0m";

/** A QR code for a console, two modules in each character. */
export function terminalQr(text: string): string {
  const cells = qrCells(text);
  const size = cells.length;
  const isLight = (row: number, column: number): boolean => cells[row]?.[column] !== true;
  const lines: string[] = [];
  for (let row = -QUIET; row < size + QUIET; row += 2) {
    let line = "";
    for (let column = -QUIET; column < size + QUIET; column++) {
      const upper = isLight(row, column);
      const lower = isLight(row + 1, column);
      line += upper ? (lower ? "█" : "▀") : lower ? "▄" : " ";
    }
    lines.push(COLOURS + line + PLAIN);
  }
  return lines.join("\n");
}
