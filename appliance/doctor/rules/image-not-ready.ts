import { type MachineRule, newestStart } from "../rule.ts";

export const imageNotReady: MachineRule = {
  id: "image-not-ready",
  code: "RS_DOCTOR_IMAGE_NOT_READY",
  about: "machine",
  severity: "warning",
  when(facts) {
    const { run, image } = facts;
    if (run?.state !== "armed" || image === undefined || image.state === "ready") return undefined;
    // Before it boots nobody waits for the image.
    const since = newestStart(facts.boots);
    return since === undefined
      ? undefined
      : { since, params: { machine: facts.name, image: image.title, state: image.state } };
  },
  action: () => ({ kind: "link", to: "#/images" }),
  texts: {
    en: {
      name: "The image is not ready",
      say: ({ machine = "", image = "", state = "" }) => ({
        title: `${machine} waits for the image ${image}, and boots its own disk until then.`,
        why: [
          state === "refused"
            ? "The image was refused: its file is not the one that its maker published."
            : state === "missing"
              ? "The image was removed."
              : "The image is still being imported.",
        ],
        action: "Look at the images",
      }),
      help: [
        "A machine that is armed starts its installer only from an image that is whole and accepted.",
        "Wait for the import, or add the image again if it was refused. Then restart the machine.",
      ],
    },
    zh: {
      name: "镜像还不能使用",
      say: ({ machine = "", image = "", state = "" }) => ({
        title: `${machine} 在等待镜像 ${image}，在此之前从自己的磁盘启动。`,
        why: [
          state === "refused"
            ? "镜像被拒绝：文件与发布者公布的不同。"
            : state === "missing"
              ? "镜像已被删除。"
              : "镜像还在导入。",
        ],
        action: "查看镜像",
      }),
      help: [
        "已就绪的机器只会从完整且被接受的镜像启动安装程序。",
        "请等待导入完成；如果被拒绝，请重新添加镜像。然后重启机器。",
      ],
    },
  },
};
