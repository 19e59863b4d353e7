package io.vedette.api.media;

/** A packet could not be decoded: it is skipped and counted. Or a decoder could not be opened: the next candidate serves. */
public class DecodeException extends Exception {
    private static final long serialVersionUID = 1L;

    public DecodeException(String message) {
        super(message);
    }

    public DecodeException(String message, Throwable cause) {
        super(message, cause);
    }
}
