/**
 * Doorbell buttons on the GPIO lines of Linux machines. {@link GpioButton} is one button; {@link ButtonWatch} listens to its line
 * through {@link Gpio}, behind which stands the kernel's GPIO character device ({@link KernelGpio}).
 */
package io.vedette.trigger.gpio;
