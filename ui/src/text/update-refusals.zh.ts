/** Why an update was refused, by its code; in English the appliance says it itself. */
export const refusals: Readonly<Record<string, string>> = {
  RS_UPDATE_WRONG_DEVICE: "这个更新是给另一种设备的。什么都没有改变。请使用适合这台装机盒的文件。",
  RS_UPDATE_SAME: "这个版本已经在运行。什么都没有改变。",
  RS_UPDATE_OLDER: "这个文件的版本比正在运行的旧。什么都没有改变。仍要退回，请输入 yes。",
  RS_UPDATE_DATA: "两个版本之间的数据不能互读，所以不能这样更换。什么都没有改变。请先安装介于两者之间的版本。",
  RS_UPDATE_NOT_A_BUNDLE: "这不是 Rackseed 的更新。更新文件以 .raucb 结尾，与镜像一同发布。什么都没有改变。",
  RS_UPDATE_DAMAGED: "这个更新文件已损坏。什么都没有改变。请重新复制或下载。",
  RS_UPDATE_WRITE:
    "另一个槽位没有写好，装机盒不会从它启动。现在运行的系统不受影响。请重试；如果再次失败，请换一张存储卡。",
  RS_UPDATE_NOT_SIGNED: "这个更新没有签名，可能来自任何人。什么都没有改变。请使用制作者发布的文件。",
  RS_UPDATE_OTHER_KEY: "这个更新的签名者不受这台装机盒信任。什么都没有改变。请使用这台装机盒镜像的制作者发布的文件。",
  RS_UPDATE_NOT_FOUND: "文件已经不在。是不是拔出了 U 盘？",
  RS_UPDATE_BUSY: "已经在安装一个更新，请等它结束。",
  RS_UPDATE_ON_TRIAL: "当前版本仍在试用，另一个槽位是退路。请等它被保留。",
  RS_UPDATE_SPACE: "存储卡空间不足。请移除不用的镜像。",
  RS_UPDATE_TOO_LARGE: "更新文件不会大于 1 GB。",
  RS_UPDATE_STICK: "不会从 U 盘上删除任何东西。拔出即可。",
};
