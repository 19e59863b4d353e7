package io.vedette.core.spi.expert;

import java.nio.file.Path;

/** Exchanges experts while cameras run. A service of core/pipeline; thread-safe, one exchange at a time. */
public interface Swaps {

    /**
     * Puts a new version of an expert beside the present one, and has it take over once it is warm and answers.
     *
     * @param jar a bundle; it is copied into the home's {@code deploy}
     * @return how it went, after the new version has answered its first looks
     * @throws SwapException it was refused or rolled back; what served before serves on
     * @throws InterruptedException the wait was broken off; what was begun goes on by itself
     */
    SwapReport swap(Path jar) throws SwapException, InterruptedException;

    /**
     * Has the other version of an expert serve again.
     *
     * @throws SwapException there is no other version that could
     */
    SwapReport rollback(String name) throws SwapException, InterruptedException;
}
