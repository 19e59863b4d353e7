package io.vedette.core.spi.expert;

/** A version was refused or rolled back; the message says which and why, and who serves instead. */
public final class SwapException extends Exception {
    private static final long serialVersionUID = 1L;

    public SwapException(String message) {
        super(message);
    }
}
