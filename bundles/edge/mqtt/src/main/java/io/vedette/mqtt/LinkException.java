package io.vedette.mqtt;

/** The broker cannot be reached, refuses us or has gone; the message says why, without passwords. */
final class LinkException extends Exception {
    private static final long serialVersionUID = 1L;

    LinkException(String message, Throwable cause) {
        super(message, cause);
    }
}
