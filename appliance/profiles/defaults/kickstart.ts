import type { Release } from "../../systems/system.ts";

/**
 * Which el release's grammar a release speaks: 6 … 10. Fedora's is that of the el release that was made from it (el7 from 19, el8
 * from 28, el9 from 34, el10 from 40).
 */
export function elOf({ distribution, major }: Pick<Release, "distribution" | "major">): number {
  if (distribution !== "fedora") return major === 0 ? 10 : Math.min(10, Math.max(6, major));
  if (major >= 40 || major === 0) return 10;
  if (major >= 34) return 9;
  return major >= 28 ? 8 : major >= 19 ? 7 : 6;
}

/** The template of a kickstart that installs this release without a question (rows K2, K5). */
export function defaultKickstart(release: Pick<Release, "distribution" | "major">): string {
  const el = elOf(release);
  return [
    "# Rackseed's own answers for {{ image.title }}: a copy of this text can be changed and given to a profile as its answerFile",
    ...(el <= 7 ? ["install"] : []),
    "text",
    "url --url={{ image.url }}",
    "{% for repo in image.repos %}repo --name={{ repo.name }} --baseurl={{ repo.url }}",
    "{% endfor %}{% for repo in profile.repos %}repo --name={{ repo.name }} --baseurl={{ repo.url }}",
    "{% endfor %}lang {{ settings.locale }}",
    el === 6
      ? "keyboard {{ settings.keyboard }}"
      : "keyboard --vckeymap={{ settings.keyboard }} --xlayouts={{ settings.keyboard }}",
    "timezone --utc {{ settings.timezone }}",
    `network --bootproto=dhcp --device={{ machine.mac }} --onboot=yes${el === 6 ? "" : " --activate"} --hostname={{ machine.name }}`,
    ...(el <= 7 ? ["auth --enableshadow --passalgo=sha512"] : []),
    // el6 takes --lock only with a password beside it; "*" is one that nobody can type.
    el === 6 ? "rootpw --lock --iscrypted *" : "rootpw --lock",
    "user --name={{ settings.user }} --groups=wheel {% if settings.passwordHash %}--iscrypted --password={{ settings.passwordHash }}{% else %}--lock{% endif %}",
    ...(el >= 8
      ? [
          "{% for key in settings.sshKeys %}sshkey --username={{ settings.user }} {{ key }}",
          "{% endfor %}firewall --service=ssh",
        ]
      : ["firewall --service=ssh"]),
    "selinux --enforcing",
    "services --enabled=sshd",
    ...(el >= 7 ? ["eula --agreed"] : []),
    "firstboot --disable",
    "skipx",
    "",
    "# Only this one disk is touched, and all of it.",
    'ignoredisk --only-use={{ profile.disk | remove_first: "/dev/" }}',
    "zerombr",
    'clearpart --all --initlabel --drives={{ profile.disk | remove_first: "/dev/" }}',
    el === 6
      ? 'bootloader --location=mbr --driveorder={{ profile.disk | remove_first: "/dev/" }}'
      : 'bootloader --boot-drive={{ profile.disk | remove_first: "/dev/" }}',
    el === 6 ? "autopart" : "autopart --type=lvm",
    "reboot",
    "",
    "%packages",
    "@core",
    ...(el === 6 ? ["openssh-server", "sudo"] : []),
    "{% for package in settings.packages %}{{ package }}",
    "{% endfor %}%end",
    "",
    ...login(el),
  ].join("\n");
}

/** What the commands cannot say: keys before el8, and sudo for a user who has no password to type. */
function login(el: number): string[] {
  const keys = [
    "{% if settings.sshKeys.size > 0 %}%post",
    "user={{ settings.user }}",
    'home=$(getent passwd "$user" | cut -d: -f6)',
    'mkdir -p "$home/.ssh"',
    `{% for key in settings.sshKeys %}printf '%s\\n' {{ key | sh }} >>"$home/.ssh/authorized_keys"`,
    '{% endfor %}chmod 700 "$home/.ssh"',
    'chmod 600 "$home/.ssh/authorized_keys"',
    'chown -R "$user:" "$home/.ssh"',
    'restorecon -R "$home/.ssh"',
    "%end",
    "{% endif %}",
  ];
  const sudo = [
    "{% unless settings.passwordHash %}%post",
    "# Who has no password cannot type it for sudo.",
    "user={{ settings.user }}",
    `printf '%s ALL=(ALL) NOPASSWD: ALL\\n' "$user" >/etc/sudoers.d/rackseed`,
    "chmod 440 /etc/sudoers.d/rackseed",
    "%end",
    "{% endunless %}",
  ];
  return [...(el >= 8 ? [] : keys), ...sudo];
}
