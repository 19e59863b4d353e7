package io.vedette.trigger.gpio;

/** A line cannot be listened to; the message says why, in a sentence's part for people. */
final class GpioException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int errno;

    /**
     * @param errno the kernel's error number; 0 where it has nothing to do with it
     */
    GpioException(int errno, String message) {
        super(message);
        this.errno = errno;
    }

    GpioException(int errno, String message, Throwable cause) {
        super(message, cause);
        this.errno = errno;
    }

    int errno() {
        return errno;
    }
}
