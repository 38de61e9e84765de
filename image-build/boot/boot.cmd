# U-Boot's part: which slot, and one try less for a slot that has still to prove itself.
#
# slots.env holds RAUC's three variables. It is not U-Boot's own environment: a saved one would replace all of U-Boot's
# defaults, and carry one board's addresses to the next. 9 tries mean "good": such a slot is not counted, so that a box
# that just starts writes nothing to this partition. An update is set to fewer (/etc/rauc/system.conf).
setenv rs_at 0x02500000
setenv BOOT_ORDER "A B"
setenv BOOT_A_LEFT 9
setenv BOOT_B_LEFT 9
if load ${devtype} ${devnum}:1 ${rs_at} slots.env; then
  if env import -c ${rs_at} 0x4000 BOOT_ORDER BOOT_A_LEFT BOOT_B_LEFT; then
    echo "slots: ${BOOT_ORDER}, tries left: A ${BOOT_A_LEFT}, B ${BOOT_B_LEFT}"
  else
    echo "slots.env is damaged: A is tried, then B"
  fi
fi
setenv rs_extra
if load ${devtype} ${devnum}:1 ${rs_at} extra.env; then
  env import -t ${rs_at} ${filesize} rs_extra
fi

# Debian's kernel is larger than what U-Boot leaves between its usual addresses.
setenv rs_kernel_at 0x0a000000
setenv rs_initrd_at 0x10000000
setenv kernel_comp_addr_r 0x12000000
setenv kernel_comp_size 0x04000000
for rs_slot in ${BOOT_ORDER}; do
  if test "${rs_slot}" = "A"; then
    setenv rs_left ${BOOT_A_LEFT}
    setenv rs_part 2
  else
    setenv rs_left ${BOOT_B_LEFT}
    setenv rs_part 3
  fi
  if test ${rs_left} -gt 0; then
    setenv rs_trial
    if test ${rs_left} -lt 9; then
      setenv rs_trial rs.trial
      setexpr rs_left ${rs_left} - 1
      setenv BOOT_${rs_slot}_LEFT ${rs_left}
      env export -c -s 0x4000 ${rs_at} BOOT_ORDER BOOT_A_LEFT BOOT_B_LEFT
      fatwrite ${devtype} ${devnum}:1 ${rs_at} slots.env 0x4000
    fi
    if load ${devtype} ${devnum}:${rs_part} ${rs_kernel_at} Image; then
      if load ${devtype} ${devnum}:${rs_part} ${rs_initrd_at} initrd.img; then
        echo "slot ${rs_slot}"
        setenv bootargs "console=tty1 console=ttyS1,115200 net.ifnames=0 panic=10 rs.slot=${rs_slot} rauc.slot=${rs_slot} rs.partuuid=52534531-0${rs_part} ${rs_trial} ${rs_extra}"
        booti ${rs_kernel_at} ${rs_initrd_at}:${filesize} ${fdt_addr}
      fi
    fi
    echo "slot ${rs_slot} does not start"
  fi
done
echo "neither slot starts; once more in 10 s"
sleep 10
reset
