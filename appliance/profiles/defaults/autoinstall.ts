import type { Release } from "../../systems/system.ts";

/** The template of an autoinstall that asks nothing: Ubuntu Server from 20.04 on. */
export function defaultAutoinstall({ major }: Pick<Release, "major">): string {
  return `#cloud-config
# Rackseed's own answers for {{ image.title }}: a copy of this text can be changed and given to a profile as its answerFile
autoinstall:
  version: 1
  locale: {{ settings.locale }}
  timezone: {{ settings.timezone }}
  keyboard:
    layout: {{ settings.keyboard }}
  refresh-installer:
    update: false
  apt:
    geoip: false
${major >= 22 ? "    # Without a way to Ubuntu's mirrors what lies on the medium is enough.\n    fallback: offline-install\n" : ""}{% if profile.disk contains "/dev/disk/" %}  early-commands:
    # A name by id is looked up when the disks are there: the installer reads this file again behind these commands.
    - sed -i "s#RACKSEED-DISK#$(readlink -f {{ profile.disk | sh }})#" /autoinstall.yaml
{% endif %}  storage:
    layout:
      name: direct
      match:
        path: {% if profile.disk contains "/dev/disk/" %}RACKSEED-DISK{% else %}{{ profile.disk }}{% endif %}
  ssh:
    install-server: true
    allow-pw: {% if settings.passwordHash %}true{% else %}false{% endif %}
  user-data:
    hostname: {{ machine.name }}
    users:
      - name: {{ settings.user }}
        gecos: {{ settings.user }}
        shell: /bin/bash
        groups: [adm, sudo]
{% if settings.passwordHash %}        lock_passwd: false
        passwd: {{ settings.passwordHash }}
{% else %}        lock_passwd: true
        sudo: "ALL=(ALL) NOPASSWD:ALL"
{% endif %}{% if settings.sshKeys.size > 0 %}        ssh_authorized_keys:
{% for key in settings.sshKeys %}          - {{ key }}
{% endfor %}{% endif %}{% if settings.packages.size > 0 %}  packages:
{% for package in settings.packages %}    - {{ package }}
{% endfor %}{% endif %}  shutdown: reboot
`;
}

/** NoCloud wants meta-data beside user-data, and asks for vendor-data too. */
export const META_DATA = 'instance-id: {{ machine.mac | replace: ":", "" }}\nlocal-hostname: {{ machine.name }}\n';
export const VENDOR_DATA = "#cloud-config\n{}\n";
