package io.vedette.core.spi.model;

import java.nio.file.Path;
import java.util.List;

/** The catalogue's models, and those of them that the home holds. A service of core/model; thread-safe. */
public interface Models {

    /** All models of the catalogue, in its order, and then those that their owner describes. */
    List<ModelStatus> all();

    /** The ids of those that serve objects and faces where nothing else is wished. */
    List<String> defaults();

    /**
     * Brings a model into the home: from the mirror where there is one, else from the catalogue's address. It goes on where a
     * broken-off attempt ended. Blocks until it is there.
     *
     * @return the model's file
     * @throws ModelException it did not come
     */
    Path pull(String id, Progress progress) throws ModelException;

    /** Reads every file again that lies in the home's and the mirror's folder. */
    Verdict verify();

    /**
     * What reading every file again showed.
     *
     * @param whole the models that are what the catalogue says
     * @param complaints one line for each file that claims to be a model and is not, or cannot be read
     */
    record Verdict(List<ModelStatus> whole, List<String> complaints) {
        public Verdict {
            whole = List.copyOf(whole);
            complaints = List.copyOf(complaints);
        }
    }

    /** Is told how a pull goes, on the caller's thread. */
    interface Progress {

        /** So much is there; called often. */
        void at(long doneBytes, long totalBytes);

        /** Something that people should know: licence and origin, a start from the beginning. One line. */
        void say(String line);
    }
}
