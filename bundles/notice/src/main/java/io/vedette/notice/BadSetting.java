package io.vedette.notice;

/** A setting that cannot be used; the message is one line that names PID, key and range, and holds no secret. */
public final class BadSetting extends Exception {
    private static final long serialVersionUID = 1L;

    /** A bad setting with a message for people. */
    public BadSetting(String message) {
        super(message);
    }
}
