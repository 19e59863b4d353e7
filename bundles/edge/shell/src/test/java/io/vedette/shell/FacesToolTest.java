package io.vedette.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.spi.event.FaceEvents;
import io.vedette.core.spi.event.FaceEvents.Told;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FacesToolTest {
    private static final FaceEvents NEVER_SEEN = (name, taker) -> {};
    private static final FaceEvents SEEN_ONCE = (name, taker) -> {
        if (name.equals("Ada")) {
            taker.take(new Told(new UUID(0, 1), List.of(), Optional.empty(), Optional.empty()));
        }
    };

    private final Gallery gallery = new Gallery();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @BeforeEach
    void enrolled() throws Exception {
        Path file = Files.writeString(folder.resolve("ada.jpg"), "face");
        assertThat(run(NEVER_SEEN, "enroll", "Ada", file.toString())).isZero();
        printed.reset();
    }

    private int run(FaceEvents events, String... words) {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new FacesTool(gallery, events, () -> true).applyAsInt(Map.of("words", List.of(words), "out", out));
    }

    private String said() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void removesWhomNoEventTellsOf() {
        assertThat(run(NEVER_SEEN, "remove", "Ada")).isZero();
        assertThat(said()).contains("Ada is removed");
        assertThat(gallery.people()).isEmpty();
    }

    /** Else a broker would go on showing the person's picture. */
    @Test
    void leavesToAnInstanceWhomEventsTellOf() {
        for (String name : List.of("Ada", " ADA")) {
            printed.reset();
            assertThat(run(SEEN_ONCE, "remove", name)).isOne();
            assertThat(said())
                    .contains("Ada is told of in 1 event,")
                    .contains("./vedette run")
                    .hasLineCount(1);
            assertThat(gallery.people()).hasSize(1);
        }
    }
}
