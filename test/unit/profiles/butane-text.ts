import { gunzipSync } from "node:zlib";

export const flatcar = (body: string): string => `variant: flatcar\nversion: 1.0.0\n${body}`;

/** What a `data:` URL holds. */
export function textOf({ source, compression }: { source: string; compression?: string }): string {
  const [, base64, data = ""] = /^data:(;base64)?,(.*)$/s.exec(source) ?? [];
  const bytes = base64 === undefined ? Buffer.from(decodeURIComponent(data)) : Buffer.from(data, "base64");
  return (compression === "gzip" ? gunzipSync(bytes) : bytes).toString("utf8");
}

/** What people write most. */
export const EVERYTHING = flatcar(`# what people write most
ignition:
  timeouts: { http_total: 30 }
passwd:
  users:
    - name: core
      ssh_authorized_keys: [ssh-ed25519 AAAA me]
      password_hash: $6$salt$hash
      home_dir: /home/core
      groups: [docker]
      no_create_home: yes
  groups:
    - name: ops
      gid: 2000
storage:
  disks:
    - device: /dev/sdb
      wipe_table: true
      partitions:
        - { label: data, number: 1, size_mib: 1024, start_mib: 0, type_guid: 0FC63DAF-8483-4772-8E79-3D69D8477DE4 }
  raid:
    - { name: data, level: raid1, devices: [/dev/sdc, /dev/sdd] }
  filesystems:
    - { device: /dev/disk/by-partlabel/data, path: /var/lib/my-data, format: ext4, with_mount_unit: true, mount_options: [noatime] }
  luks:
    - name: secret
      device: /dev/sde
      key_file: { inline: pass }
      wipe_volume: true
  files:
    - path: /etc/motd
      mode: 0644
      overwrite: true
      contents:
        inline: Welcome
      user: { name: core }
    - path: /opt/tool
      mode: 0o755
      contents:
        source: http://10.77.0.1/tool
        verification: { hash: sha256-${"ab".repeat(32)} }
        http_headers:
          - { name: Authorization, value: x }
    - path: /etc/hosts
      append:
        - inline: 10.77.0.1 rackseed
  directories:
    - { path: /opt/data, mode: 0700 }
  links:
    - { path: /etc/localtime, target: ../usr/share/zoneinfo/Asia/Shanghai, overwrite: true }
systemd:
  units:
    - name: docker.service
      enabled: true
      dropins:
        - name: 10-env.conf
          contents: |
            [Service]
            Environment=A=b
kernel_arguments:
  should_exist: [console=ttyS0]
`);
