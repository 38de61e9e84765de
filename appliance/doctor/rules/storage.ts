import { type HouseRule, MINUTE } from "../rule.ts";

/** Databases, logs and the next update must have room, however large the disk. */
const LEAST_FREE = 300e6;

export const storage: HouseRule = {
  id: "storage",
  code: "RS_DOCTOR_STORAGE",
  about: "house",
  severity: "error",
  when({ now, disk, storageFailedAt }) {
    if (storageFailedAt !== undefined && now - storageFailedAt < 10 * MINUTE)
      return [{ since: storageFailedAt, params: { failed: "true", free: megabytes(disk?.free), used: share(disk) } }];
    if (disk === undefined || (disk.free > LEAST_FREE && disk.free / disk.size > 0.03)) return [];
    return [{ since: now, params: { failed: "false", free: megabytes(disk.free), used: share(disk) } }];
  },
  action: { kind: "link", to: "#/images" },
  texts: {
    en: {
      name: "Storage is full or fails",
      say: ({ failed, free = "", used = "" }) => ({
        title:
          failed === "true"
            ? "The storage refused to keep a lease, so no address is confirmed."
            : `Storage is ${used} full: ${free} MB are left.`,
        why: [
          ...(failed === "true" ? ["The card or disk is full, read-only or broken."] : []),
          "Images take most of it: remove those that no profile uses.",
        ],
        action: "Look at the images",
      }),
      help: [
        "Leases, runs and events must be on disk before they are promised; when that fails, the appliance stays silent rather than give an address twice.",
        "Remove images. If there is room and it fails all the same, the card is at its end: make a backup and take a new one.",
      ],
    },
    zh: {
      name: "存储已满或出错",
      say: ({ failed, free = "", used = "" }) => ({
        title: failed === "true" ? "存储拒绝写入租约，因此不确认任何地址。" : `存储已用 ${used}，还剩 ${free} MB。`,
        why: [
          ...(failed === "true" ? ["存储卡或磁盘已满、只读或损坏。"] : []),
          "镜像占用最多：请删除没有装机方案使用的镜像。",
        ],
        action: "查看镜像",
      }),
      help: [
        "租约、任务和事件必须先写入磁盘才能承诺；写不进去时，装机盒宁可不应答，也不把一个地址给两次。",
        "请删除镜像。如果空间足够仍然出错，说明存储卡已到寿命：请备份并更换。",
      ],
    },
  },
};

const megabytes = (bytes: number | undefined): string => (bytes === undefined ? "?" : String(Math.floor(bytes / 1e6)));
const share = (disk: { readonly free: number; readonly size: number } | undefined): string =>
  disk === undefined ? "?" : `${Math.round((1 - disk.free / disk.size) * 100)} %`;
