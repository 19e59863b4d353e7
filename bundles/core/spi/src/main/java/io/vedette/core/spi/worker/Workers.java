package io.vedette.core.spi.worker;

import java.util.List;

/** The workers of a room; rooms offer it as a service beside their own, for the health page. */
@FunctionalInterface
public interface Workers {

    /** How each is now. May be called by any thread, often; asks nobody and takes no time. */
    List<WorkerState> workers();
}
