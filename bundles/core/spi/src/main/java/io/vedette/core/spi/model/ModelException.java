package io.vedette.core.spi.model;

/** A model did not come, or cannot go. What was there before is there still; the message is the whole story, in one line. */
public class ModelException extends Exception {
    private static final long serialVersionUID = 1L;

    public ModelException(String message) {
        super(message);
    }
}
