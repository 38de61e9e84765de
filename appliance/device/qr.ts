import qrcode from "qrcode-generator";

/** The cells of a QR code, row by row: true is dark. Error correction M, as small as the text allows. */
export function qrCells(text: string): boolean[][] {
  const code = qrcode(0, "M");
  code.addData(text);
  code.make();
  const side = Array.from({ length: code.getModuleCount() }, (_, index) => index);
  return side.map((row) => side.map((column) => code.isDark(row, column)));
}

/** Four light cells around it, as ISO/IEC 18004 wants. */
const QUIET = 4;

export function qrSvg(text: string): string {
  const cells = qrCells(text);
  const size = cells.length + 2 * QUIET;
  const dark = cells.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : [])));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${dark.join("")}"/></svg>`;
}
