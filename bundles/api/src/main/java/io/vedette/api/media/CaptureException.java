package io.vedette.api.media;

/** A source could not be opened or broke off. The camera backs off and tries again. The message never holds a password. */
public class CaptureException extends Exception {
    private static final long serialVersionUID = 1L;

    public CaptureException(String message) {
        super(message);
    }

    public CaptureException(String message, Throwable cause) {
        super(message, cause);
    }
}
