package io.vedette.api.secret;

/** A secret cannot be had; the message says which and why, and no secret. */
public class MissingSecretException extends Exception {
    private static final long serialVersionUID = 1L;

    public MissingSecretException(String message) {
        super(message);
    }

    public MissingSecretException(String message, Throwable cause) {
        super(message, cause);
    }
}
