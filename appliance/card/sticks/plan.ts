import type { StickNote } from "../../images/stick-notes.ts";
import { stickName } from "./name.ts";
import { fileSystemName, type Signature } from "./signature.ts";

/** Of the ISO that was written to a disk as it is. */
export interface IsoOnDisk {
  readonly label: string;
  readonly size: number;
  readonly made: number;
}

/** What is known of a block device on USB, of its disk, and of nothing else. */
export interface StickFacts {
  /** The kernel's name: "sda1". */
  readonly device: string;
  readonly isPartition: boolean;
  /** How many partitions the kernel made of the whole disk. */
  readonly partitions: number;
  /** Bytes. */
  readonly size: number;
  readonly model?: string;
  readonly serial?: string;
  readonly signature: Signature;
  /** Of the whole disk. */
  readonly disk: {
    readonly tableId?: string;
    /** It begins as an ISO does, whatever its partition table says. */
    readonly iso?: IsoOnDisk;
  };
}

export type StickPlan =
  | { readonly kind: "mount"; readonly type: "vfat" | "exfat"; readonly options: string; readonly name: string }
  | { readonly kind: "note"; readonly note: StickNote }
  | { readonly kind: "nothing"; readonly because: string };

/** The identifier in the partition table of every card of ours: a Rackseed may run from a disk on USB. */
export const OWN_DISK = "52534531";

/** For everybody to read, for nobody to write or run; no link leads anywhere. */
const OPTIONS = "ro,nosuid,nodev,noexec,nosymfollow,noatime,fmask=0333,dmask=0222,errors=continue";

/** What becomes of a block device on USB. Only FAT and exFAT are ever given to the kernel to mount (trust 4.86, 4.97). */
export function planStick(facts: StickFacts): StickPlan {
  const nothing = nothingToDo(facts);
  if (nothing !== undefined) return { kind: "nothing", because: nothing };
  const { device, signature, disk, size } = facts;
  const { type } = signature;
  const name = stickName({ ...facts, label: signature.label ?? disk.iso?.label });
  if (disk.iso !== undefined) {
    const { iso } = disk;
    return { kind: "note", note: { why: "iso", name, device: `/dev/${device}`, deviceSize: size, ...iso } };
  }
  if (type === "vfat") return { kind: "mount", type, options: `${OPTIONS},utf8`, name };
  if (type === "exfat") return { kind: "mount", type, options: `${OPTIONS},iocharset=utf8`, name };
  if (type === undefined) return { kind: "note", note: { why: "unknown", name } };
  return { kind: "note", note: { why: "file-system", name, fileSystem: fileSystemName(type) } };
}

/** Devices that are no news to anybody. */
function nothingToDo({ isPartition, partitions, size, signature, disk }: StickFacts): string | undefined {
  if (size === 0) return "nothing is in it";
  if (disk.tableId === OWN_DISK) return "it is a card of Rackseed's";
  if (isPartition && disk.iso !== undefined) return "its whole disk is an ISO";
  if (disk.iso !== undefined) return undefined;
  if (!isPartition && partitions > 0) return "its partitions come one by one";
  if (isPartition && partitions > 1 && signature.firmware) return "it holds the firmware's own files";
  if (isPartition && signature.type === undefined && !signature.ambiguous) return "it holds no file system";
  return signature.type === "swap" ? "it holds no files" : undefined;
}
