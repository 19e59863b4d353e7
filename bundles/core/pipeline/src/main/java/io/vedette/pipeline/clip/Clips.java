package io.vedette.pipeline.clip;

/** Puts pieces of streams into files. Thread-safe. */
@FunctionalInterface
public interface Clips {

    /** There are no clips. */
    Clips NONE = (order, done) -> done.done(false);

    /** Takes an order and returns at once; what is too much is refused. */
    void write(ClipOrder order, Done done);

    /** Told how an order ended. */
    @FunctionalInterface
    interface Done {

        /**
         * Called exactly once for each order: on the clip's thread, or on that of the caller whose order is refused.
         *
         * @param written whether the file is there and whole
         */
        void done(boolean written);
    }
}
