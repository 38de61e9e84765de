/**
 * What the kernel of an emulated x86 machine is told in every profile. Without `no_timer_check` Linux counts the timer's ticks
 * for some 50 ms and panics ("IO-APIC + timer doesn't work!") when a busy host leaves QEMU without a processor for that long.
 */
export const KERNEL_ARGS: readonly string[] = ["console=ttyS0", "no_timer_check"];
