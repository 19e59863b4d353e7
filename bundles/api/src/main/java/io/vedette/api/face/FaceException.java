package io.vedette.api.face;

/** Something about faces cannot be done; the message is one line for people. */
public class FaceException extends Exception {
    private static final long serialVersionUID = 1L;

    public FaceException(String message) {
        super(message);
    }

    public FaceException(String message, Throwable cause) {
        super(message, cause);
    }
}
