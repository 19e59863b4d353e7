package io.vedette.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFolderTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    @TempDir
    Path root;

    private Path file(String day, String name, Instant touched) throws IOException {
        Path folder = Files.createDirectories(root.resolve("media/events").resolve(day));
        Path file = Files.writeString(folder.resolve(name), "a film", StandardCharsets.UTF_8);
        return Files.setLastModifiedTime(file, FileTime.from(touched));
    }

    @Test
    void whatAKilledRunWasWritingGoesAtTheStart() throws Exception {
        UUID event = UUID.randomUUID();
        Path clip = file("2026-11-20", "." + event + ".mp4.1f00.part", NOW);
        Path picture = file("2026-11-20", event + ".part", NOW);
        Path whole = file("2026-11-20", event + ".mp4", NOW);
        Path beingWritten =
                file("2026-11-20", ".another.mp4.1f01.part", Instant.now().plusSeconds(60));
        try (Rooms rooms = new Rooms(root, Rooms.config("mqtt", "30"), InstantSource.fixed(NOW))) {
            await().until(() -> Files.notExists(clip) && Files.notExists(picture));
            assertThat(whole).exists();
            assertThat(beingWritten).exists();
            assertThat(rooms.room.clip(event)).contains(whole);
        }
    }

    @Test
    void clipsGoWithTheDaysThatArePastRetention() throws Exception {
        Path old = file("2026-10-20", UUID.randomUUID() + ".mp4", NOW);
        Path part = file("2026-10-20", ".x.mp4.1f00.part", NOW);
        Path kept = file("2026-10-22", UUID.randomUUID() + ".mp4", NOW);
        PictureFolder folder = new PictureFolder(root.resolve("media"), InstantSource.fixed(NOW));
        folder.prune(Duration.ofDays(30));
        assertThat(old.getParent()).doesNotExist();
        assertThat(part).doesNotExist();
        assertThat(kept).exists();
    }
}
