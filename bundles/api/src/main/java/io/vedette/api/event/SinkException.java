package io.vedette.api.event;

/** A sink could not take a message now. It is tried again with back-off. */
public class SinkException extends Exception {
    private static final long serialVersionUID = 1L;

    public SinkException(String message) {
        super(message);
    }

    public SinkException(String message, Throwable cause) {
        super(message, cause);
    }
}
