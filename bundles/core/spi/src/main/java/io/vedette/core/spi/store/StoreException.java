package io.vedette.core.spi.store;

/** The database refused, is full or cannot be reached. What was to be written was not. */
public class StoreException extends Exception {
    private static final long serialVersionUID = 1L;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
