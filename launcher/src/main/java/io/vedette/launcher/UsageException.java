package io.vedette.launcher;

/** Something that the user can put right; its message is the whole story, in one line. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
