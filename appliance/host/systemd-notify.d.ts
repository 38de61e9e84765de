declare module "systemd-notify" {
  /** Runs systemd's own systemd-notify program. */
  export default function notify(options: { ready?: boolean; status?: string; pid?: number }): Promise<unknown>;
}
