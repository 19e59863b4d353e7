package io.vedette.api.detect;

/**
 * A detector cannot be opened or cannot answer. From {@code open} its message is the reason in <i>unavailable, because …</i>;
 * from {@code detect} the look is answered as failed and counted.
 */
public class DetectorException extends Exception {
    private static final long serialVersionUID = 1L;

    public DetectorException(String message) {
        super(message);
    }

    public DetectorException(String message, Throwable cause) {
        super(message, cause);
    }
}
