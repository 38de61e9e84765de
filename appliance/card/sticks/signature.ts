/** What libblkid found at a device. */
export interface Signature {
  /** As the kernel calls it: "vfat", "ntfs"; absent when nothing is recognised. */
  readonly type?: string;
  /** As a person gave it, in UTF-8. */
  readonly label?: string;
  readonly uuid?: string;
  /** The identifier of the partition table. */
  readonly tableId?: string;
  /** A partition that holds firmware's boot files and nothing for people. */
  readonly firmware: boolean;
  /** More than one file system fits: what an earlier one left behind. */
  readonly ambiguous: boolean;
}

const FIRMWARE_PARTITIONS = ["0xef", "c12a7328-f81f-11d2-ba4b-00c04fa3d5b3"];

/** Reads what `blkid --probe --output udev` writes. */
export function signatureIn(text: string, ambiguous = false): Signature {
  const fields = new Map<string, string>();
  for (const line of text.split("\n")) {
    const at = line.indexOf("=");
    if (at > 0) fields.set(line.slice(0, at), decoded(line.slice(at + 1)));
  }
  const type = fields.get("ID_FS_TYPE");
  const label = fields.get("ID_FS_LABEL_ENC")?.trim();
  const uuid = fields.get("ID_FS_UUID_ENC");
  const tableId = fields.get("ID_PART_TABLE_UUID");
  return {
    ...(type !== undefined && { type }),
    ...(label !== undefined && label !== "" && { label }),
    ...(uuid !== undefined && { uuid }),
    ...(tableId !== undefined && { tableId }),
    firmware: FIRMWARE_PARTITIONS.includes(fields.get("ID_PART_ENTRY_TYPE") ?? ""),
    ambiguous,
  };
}

/** udev's way to write bytes that are no plain text: \x20. */
function decoded(value: string): string {
  const parts = value
    .split(/\\x([0-9a-f]{2})/i)
    .map((part, index) => Buffer.from(part, index % 2 === 1 ? "hex" : "utf8"));
  return Buffer.concat(parts).toString("utf8");
}

const NAMES: Readonly<Record<string, string>> = {
  vfat: "FAT32",
  exfat: "exFAT",
  ntfs: "NTFS",
  hfs: "HFS",
  hfsplus: "HFS+",
  apfs: "APFS",
  ext2: "ext2",
  ext3: "ext3",
  ext4: "ext4",
  xfs: "XFS",
  btrfs: "Btrfs",
  f2fs: "F2FS",
  zfs_member: "ZFS",
  squashfs: "SquashFS",
  iso9660: "ISO 9660",
  udf: "UDF",
  crypto_LUKS: "LUKS",
  BitLocker: "BitLocker",
  LVM2_member: "LVM",
  linux_raid_member: "Linux RAID",
  VMFS: "VMFS",
  refs: "ReFS",
  ReFS: "ReFS",
};

/** What people call a file system. */
export const fileSystemName = (type: string): string => NAMES[type] ?? type.slice(0, 40);
