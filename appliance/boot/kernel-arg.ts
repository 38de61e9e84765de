import { InvalidValueError } from "../net/invalid-value.ts";

declare const brand: unique symbol;

/** One argument of a kernel command line: `quiet`, `console=ttyS0,115200n8`, `---`. Contains no space and no quote. */
export type KernelArg = string & { readonly [brand]: "KernelArg" };

// The first of two walls (trust row 103); each renderer quotes on top of it. `key` starts with a letter or digit, so no
// argument is an operator (&&, ||, ;) or a comment (#) of iPXE, which knows those only as words of their own and has no
// quotes at all. `$` is refused because iPXE expands ${…} wherever it stands; quotes, backslash and backtick because
// pxelinux passes them to the kernel as they are.
const KEY = "[A-Za-z0-9][A-Za-z0-9_.,:/@?+-]*";
const VALUE = "[!#%&()*+,./0-9:;<=>?@A-Z\\[\\]^_a-z{|}~-]*";
const ARGUMENT = new RegExp(`^(?:${KEY}(?:=${VALUE})?|--|---)$`);

export function parseKernelArg(text: string): KernelArg {
  if (!ARGUMENT.test(text)) {
    throw new InvalidValueError(
      "kernel argument",
      text,
      'Write key or key=value without spaces, quotes, "$" or "\\"; several arguments are several entries.',
    );
  }
  if (/^(initrd|BOOTIF)=/i.test(text)) {
    throw new InvalidValueError(
      "kernel argument",
      text,
      "The boot loader is told this one by Rackseed itself; leave it out.",
    );
  }
  return text as KernelArg; // the only cast to KernelArg anywhere
}
