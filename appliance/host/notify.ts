import notify from "systemd-notify";

/** Tells systemd that the service is ready; without systemd there is nobody to tell. */
export async function notifyReady(): Promise<void> {
  if (process.env["NOTIFY_SOCKET"] === undefined) return;
  await notify({ ready: true, status: "Serving" });
}
