/** A help topic: its name for the address bar, a heading, and paragraphs. "- " begins an item of a list. */
export interface Topic {
  readonly id: string;
  readonly title: string;
  readonly body: readonly string[];
}

export const en = {
  title: "Help",
  under: "All of it is in the box: nothing here needs the internet.",
  topics: "Topics",
  rules: "What the boot doctor says",
  code: (code: string) => `Its code is ${code}.`,
  unknown: "There is no such topic.",
  failed: (why: string) => `The doctor's pages could not be read: ${why}`,
};

export const topics: readonly Topic[] = [
  {
    id: "start",
    title: "Getting started",
    body: [
      "- Plug the appliance into the switch of the machines.",
      "- Set up the network: which addresses it may give, or that another server gives them.",
      "- Add an image: from a USB stick, by upload, or from the makers' servers.",
      "- Make a profile: what to install, on which disk, with which answers.",
      "- Switch a machine on with network boot. It appears in the list the second it asks.",
      "- Give it a profile and arm it. Only then, and only once, its disk is wiped and the system installed.",
    ],
  },
  {
    id: "network-modes",
    title: "Network modes",
    body: [
      "Server: Rackseed gives addresses and boot information. For a network of its own.",
      "Proxy: another server gives addresses, and Rackseed adds only how to boot. For a network that has a router or a DHCP server already.",
      "Off: it stays silent. Machines are neither given addresses nor booted.",
    ],
  },
  {
    id: "boot",
    title: "How a machine boots, step by step",
    body: [
      "- Address: the firmware asks the network (DISCOVER), is offered an address and the name of a boot loader (OFFER), takes it (REQUEST) and has it (ACK).",
      "- Loader: the firmware fetches the loader by TFTP: pxelinux for BIOS, shim and GRUB for UEFI. The loader fetches its settings, which are made for this machine.",
      "- Kernel: the loader fetches a kernel and its first file system. A machine that is not armed is sent to its own disk instead.",
      "- Installer: the kernel starts, brings the network up, and fetches the installer.",
      "- Answers: the installer fetches the file with its answers, from an address that is good for this machine and a short time only.",
      "- Packages: it partitions the disk and fetches packages or a disk image.",
      "- Restart and done: the machine restarts from its disk, and reports.",
      "The timeline on a machine's page shows each of these steps with its time. A long pause before a step is where to look.",
    ],
  },
  {
    id: "firmware",
    title: "BIOS and UEFI",
    body: [
      "Firmware boots in BIOS mode (legacy, CSM) or in UEFI mode. Both work; a system starts only in the mode in which it was installed.",
      "UEFI x64 and arm64 and BIOS on x86 are supported. 32-bit UEFI is not.",
      "In the firmware's setup, network boot is often off: look for “Network stack”, “PXE support” or “Option ROM” and switch on PXE for IPv4.",
    ],
  },
  {
    id: "secure-boot",
    title: "Secure Boot",
    body: [
      "With Secure Boot the firmware runs only loaders that are signed by a key it knows, normally Microsoft's.",
      "Debian, Ubuntu, RHEL and its family, Fedora and openSUSE bring a signed loader (shim), which Rackseed takes out of the image that is installed. They install with Secure Boot on.",
      "CoreOS and Flatcar images have no signed loader here: switch Secure Boot off for them, in the firmware's setup under Security or Boot.",
      "A loader that was downloaded and does not run is the sign of it. An old image may also be signed with a certificate that new firmware does not know any more: take a newer image, or update the firmware's keys.",
    ],
  },
  {
    id: "boot-order",
    title: "Boot order, and the key for network boot",
    body: [
      "Pressed while the machine starts, these keys boot from the network once, or open a menu to choose:",
      "- Dell: F12 (network), F11 (menu)",
      "- HPE ProLiant: F12 (network), F11 (menu)",
      "- Lenovo ThinkSystem: F12",
      "- Supermicro: F12 (network), F11 (menu)",
      "- Cisco UCS: F12 (network), F6 (menu)",
      "- Fujitsu: F12 (network), F11 (menu)",
      "- Intel, ASUS, Gigabyte, MSI boards: F12, F8 or F11",
      "- Raspberry Pi: boot order in its EEPROM",
      "A server's remote console (iDRAC, iLO, XCC, IPMI) can set “boot from network once”: with ipmitool, chassis bootdev pxe.",
      "Network first in the boot order is safe here: a machine that is not armed is sent to its own disk.",
    ],
  },
  {
    id: "switch",
    title: "VLANs, portfast and bonds",
    body: [
      "Firmware sends without a VLAN tag: the machine's port must have the install network as its untagged (native, access) VLAN.",
      "Spanning tree holds a port back for some 30 seconds after its link comes up, and each stage of a boot brings the link down and up. Switch on portfast (edge port) for ports of machines.",
      "Ports that are bonded (LACP) on the switch do not pass traffic while the machine does not speak LACP: switch on “LACP fallback”, or take them out of the bond for the install.",
      "In another subnet, a relay (ip helper-address) must send requests to this appliance, and the subnet must be entered on the network page.",
    ],
  },
];
