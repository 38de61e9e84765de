/** IPv4 addresses as numbers, for what the page counts and draws. Whether a text is right is the appliance's to say. */
export const toNumber = (address: string): number =>
  address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);

export const toAddress = (value: number): string => [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff).join(".");

export const isAddress = (text: string): boolean =>
  /^(\d{1,3}\.){3}\d{1,3}$/.test(text) && text.split(".").every((octet) => Number(octet) <= 255);

/** First and last address of "10.77.0.0/24", network and broadcast address among them. */
export function spanOf(cidr: string): { readonly from: number; readonly to: number; readonly prefix: number } {
  const [network = "", bits = "24"] = cidr.split("/");
  const from = toNumber(network);
  return { from, to: from + 2 ** (32 - Number(bits)) - 1, prefix: Number(bits) };
}

export const isInside = (cidr: string, address: string): boolean => {
  const { from, to } = spanOf(cidr);
  const value = toNumber(address);
  return isAddress(address) && value >= from && value <= to;
};

export interface AddressRange {
  readonly first: string;
  readonly last: string;
}

/** "10.77.0.100-10.77.0.199" */
export function parseRange(text: string): AddressRange | undefined {
  const [first, last] = text.split("-").map((part) => part.trim());
  return first === undefined || last === undefined ? undefined : { first, last };
}

export const sizeOf = ({ first, last }: AddressRange): number => toNumber(last) - toNumber(first) + 1;
