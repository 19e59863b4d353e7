package io.vedette.api.event;

/**
 * A sink will never take this message, however often it is tried: the receiver has said so. Core moves it to the dead letters, from
 * where people can send it again, and goes on with the next.
 */
public class SinkRejectedException extends SinkException {
    private static final long serialVersionUID = 1L;

    public SinkRejectedException(String message) {
        super(message);
    }

    public SinkRejectedException(String message, Throwable cause) {
        super(message, cause);
    }
}
