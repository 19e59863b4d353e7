package io.vedette.trigger.gpio;

/** The kernel's error numbers that say something about a GPIO line ({@code asm-generic/errno.h}). */
final class Errno {
    static final int PERM = 1;
    static final int NOENT = 2;
    static final int INTR = 4;
    static final int NXIO = 6;
    static final int ACCES = 13;
    static final int BUSY = 16;
    static final int NODEV = 19;
    static final int NOTDIR = 20;
    static final int INVAL = 22;
    static final int NOTTY = 25;
    static final int NOTSUP = 95;
    /** The kernel's own, which some drivers let through. */
    static final int KERNEL_NOTSUPP = 524;

    private Errno() {}
}
