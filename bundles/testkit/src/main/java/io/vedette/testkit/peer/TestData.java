package io.vedette.testkit.peer;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * The real models, footage and tools that tests use; they are no part of the source tree. Their folder is the system property
 * {@code vedette.testdata}. A test that needs one is skipped where it is not there, or fails where the environment's
 * {@code VEDETTE_REQUIRE_TESTDATA} is {@code true}.
 */
public final class TestData {
    private TestData() {}

    /** A file or folder of the test data. */
    public static Path path(String name) {
        Path path = Path.of(System.getProperty("vedette.testdata", "none"), name);
        need(Files.exists(path), "no test data: " + path);
        return path;
    }

    /** Skips the test, or fails it where the test data are required. */
    public static void need(boolean there, String reason) {
        if (!there && "true".equals(System.getenv("VEDETTE_REQUIRE_TESTDATA"))) {
            Assertions.fail(reason);
        }
        Assumptions.assumeTrue(there, reason);
    }
}
