import type { Release } from "../../systems/system.ts";

const SUITES: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  debian: { 10: "buster", 11: "bullseye", 12: "bookworm", 13: "trixie" },
  ubuntu: { 14: "trusty", 16: "xenial", 18: "bionic", 20: "focal" },
};

/** The template of a preseed file that asks nothing: Debian, and Ubuntu up to 20.04 with Debian's installer (row F10). */
export function defaultPreseed(release: Pick<Release, "distribution" | "major" | "extras">): string {
  const ubuntu = release.distribution === "ubuntu";
  const suite = release.extras["suite"] ?? SUITES[release.distribution]?.[release.major];
  return `# Rackseed's own answers for {{ image.title }}: a copy of this text can be changed and given to a profile as its answerFile

# Language and country are asked one by one unless all of these are there: the locale alone is not enough for every one of them.
d-i debian-installer/locale string {{ settings.locale }}
d-i debian-installer/language string {{ settings.locale | split: "_" | first }}
d-i debian-installer/country string {{ settings.locale | split: "_" | last | split: "." | first }}
d-i localechooser/supported-locales multiselect {{ settings.locale }}
d-i keyboard-configuration/xkb-keymap select {{ settings.keyboard }}
${ubuntu ? "d-i console-setup/ask_detect boolean false\nd-i keyboard-configuration/layoutcode string {{ settings.keyboard }}\n" : ""}
# The network, by DHCP.
d-i netcfg/choose_interface select auto
d-i netcfg/get_hostname string {{ machine.name }}
d-i netcfg/hostname string {{ machine.name }}
d-i netcfg/get_domain string
d-i netcfg/wireless_wep string
d-i hw-detect/load_firmware boolean false

# Packages, from the image's tree. Its Release file has no signature: what was imported was checked as a whole instead.
d-i mirror/country string manual
d-i mirror/protocol string http
d-i mirror/http/hostname string {{ appliance.url | remove_first: "http://" }}
d-i mirror/http/directory string /{{ image.name }}
d-i mirror/http/proxy string
${suite === undefined ? "" : `d-i mirror/suite string ${suite}\n`}d-i debian-installer/allow_unauthenticated boolean true
d-i apt-setup/services-select multiselect
${ubuntu ? 'd-i apt-setup/security_host string {{ appliance.url | remove_first: "http://" }}\nd-i apt-setup/security_path string /{{ image.name }}\nd-i live-installer/net-image string {{ image.url }}/install/filesystem.squashfs\n' : "d-i apt-setup/non-free-firmware boolean false\n"}d-i apt-setup/non-free boolean false
d-i apt-setup/contrib boolean false
d-i apt-setup/enable-source-repositories boolean false
d-i apt-setup/cdrom/set-first boolean false
d-i apt-setup/disable-cdrom-entries boolean true
{% for repo in profile.repos %}d-i apt-setup/local{{ forloop.index0 }}/repository string deb [trusted=yes] {{ repo.url }} ./
{% endfor %}
# Who may log in. "!" is no password at all.
d-i passwd/root-login boolean false
d-i passwd/make-user boolean true
d-i passwd/user-fullname string {{ settings.user }}
d-i passwd/username string {{ settings.user }}
d-i passwd/user-password-crypted password {{ settings.passwordHash | default: "!" }}
d-i user-setup/allow-password-weak boolean true
${ubuntu ? "d-i user-setup/encrypt-home boolean false\n" : ""}
d-i clock-setup/utc boolean true
d-i time/zone string {{ settings.timezone }}
d-i clock-setup/ntp boolean false

# The disk: this one, all of it, without a question, also where a system for BIOS lies on it and the machine starts by UEFI.
d-i partman-auto/disk string {{ profile.disk }}
d-i partman-auto/method string regular
d-i partman-auto/choose_recipe select atomic
d-i partman-lvm/device_remove_lvm boolean true
d-i partman-lvm/confirm boolean true
d-i partman-lvm/confirm_nooverwrite boolean true
d-i partman-md/device_remove_md boolean true
d-i partman-md/confirm boolean true
d-i partman-md/confirm_nooverwrite boolean true
d-i partman-partitioning/confirm_write_new_label boolean true
d-i partman-efi/non_efi_system boolean true
d-i partman-basicfilesystems/no_swap boolean false
d-i partman/choose_partition select finish
d-i partman/mount_style select uuid
d-i partman/confirm boolean true
d-i partman/confirm_nooverwrite boolean true
d-i partman/unmount_active boolean true
{% if profile.disk contains "/dev/disk/" %}# A name by id is looked up when the disks are there: partman and GRUB want the kernel's own.
d-i partman/early_command string disk=$(readlink -f {{ profile.disk | sh }}) && debconf-set partman-auto/disk "$disk" && debconf-set grub-installer/bootdev "$disk"
{% endif %}d-i grub-installer/only_debian boolean true
d-i grub-installer/with_other_os boolean true
d-i grub-installer/bootdev string {{ profile.disk }}
d-i grub-installer/force-efi-extra-removable boolean false

tasksel tasksel/first multiselect
d-i pkgsel/include string openssh-server sudo{% for package in settings.packages %} {{ package }}{% endfor %}
d-i pkgsel/upgrade select none
d-i pkgsel/update-policy select none
popularity-contest popularity-contest/participate boolean false

d-i preseed/late_command string true{% for key in settings.sshKeys %}${CONTINUE}; mkdir -p /target/home/{{ settings.user }}/.ssh && printf '%s\\n' {{ key | sh }} >>/target/home/{{ settings.user }}/.ssh/authorized_keys{% endfor %}{% if settings.sshKeys.size > 0 %}${CONTINUE}; in-target chown -R {{ settings.user }}: /home/{{ settings.user }}/.ssh; in-target chmod -R go= /home/{{ settings.user }}/.ssh{% endif %}{% unless settings.passwordHash %}${CONTINUE}; printf '%s ALL=(ALL) NOPASSWD: ALL\\n' {{ settings.user }} >/target/etc/sudoers.d/rackseed; chmod 440 /target/etc/sudoers.d/rackseed{% endunless %}

d-i cdrom-detect/eject boolean false
d-i debian-installer/exit/poweroff boolean false
d-i finish-install/reboot_in_progress note
`;
}

/** A backslash joins the next line to this one. */
const CONTINUE = " \\\n ";
