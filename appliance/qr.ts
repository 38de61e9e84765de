import qrcode from "qrcode-generator";

/** Light cells around a QR code without which phones do not find it (ISO/IEC 18004). */
export const QUIET = 4;

/** The cells of a QR code, row by row: true is dark. Error correction M, as small as the text allows. */
export function qrCells(text: string): boolean[][] {
  const code = qrcode(0, "M");
  code.addData(text, "Byte");
  code.make();
  const side = Array.from({ length: code.getModuleCount() }, (_, index) => index);
  return side.map((row) => side.map((column) => code.isDark(row, column)));
}
