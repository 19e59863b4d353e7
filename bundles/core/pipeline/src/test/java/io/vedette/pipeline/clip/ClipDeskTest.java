package io.vedette.pipeline.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vedette.api.media.ClipWriter;
import io.vedette.api.media.MediaPacket;
import io.vedette.api.media.StreamInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ClipDeskTest {

    @TempDir
    Path folder;

    private final FilmHub hub = new FilmHub();
    private final ClipDesk desk = new ClipDesk(InstantSource.fixed(FilmHub.NOON.plusMillis(5000)));
    private final TimesWriter writer = new TimesWriter();
    private final List<Boolean> told = new CopyOnWriteArrayList<>();
    private Path file;

    /** Writes the packets' times, so that a test can read which ones it was given. */
    private static final class TimesWriter implements ClipWriter {
        final AtomicInteger open = new AtomicInteger();
        volatile boolean supports = true;
        volatile Consumer<MediaPacket> mishap = packet -> {};

        @Override
        public boolean supports(StreamInfo stream) {
            return supports;
        }

        @Override
        public Clip begin(Path file, StreamInfo video) throws IOException {
            if (!Files.isDirectory(file.getParent())) {
                throw new IOException("the folder is missing");
            }
            open.incrementAndGet();
            List<String> times = new ArrayList<>();
            return new Clip() {
                @Override
                public void add(MediaPacket packet) {
                    mishap.accept(packet);
                    times.add(Long.toString(packet.dtsNs() / 1_000_000));
                }

                @Override
                public void finish() throws IOException {
                    Files.write(file, times);
                }

                @Override
                public void close() {
                    open.decrementAndGet();
                }
            };
        }
    }

    @BeforeEach
    void begin() {
        file = folder.resolve("visit.mp4");
        desk.setWriter(writer);
    }

    @AfterEach
    void nothingIsLeftOpen() {
        desk.close();
        assertThat(hub.handles).hasValue(0);
        assertThat(hub.readers).hasValue(0);
        assertThat(writer.open).hasValue(0);
    }

    private void order(int fromMs, int toMs, Path into) {
        desk.write(new ClipOrder(hub, FilmHub.NOON.plusMillis(fromMs), FilmHub.NOON.plusMillis(toMs), into), told::add);
    }

    private void isTold(Boolean... answers) {
        await().untilAsserted(() -> assertThat(told).containsExactly(answers));
    }

    private void holds(int fromMs, int toMs) {
        assertThat(file).content().hasLineCount((toMs - fromMs) / 100 + 1);
        assertThat(file).content().startsWith(fromMs + "\n").endsWith("\n" + toMs + "\n");
    }

    @Test
    void writesFromTheKeyFrameBeforeItsBeginToItsEnd() {
        hub.film(0, 5000);
        order(1500, 3000, file);
        isTold(true);
        holds(1000, 3000);
    }

    @Test
    void beginsAtTheNextKeyFrameWhereNoneIsKept() {
        hub.film(300, 5000);
        order(500, 3050, file);
        isTold(true);
        holds(1000, 3000);
    }

    @Test
    void waitsForWhatIsStillToCome() {
        hub.film(0, 5000);
        order(4000, 7000, file);
        await().until(() -> hub.readers.get() == 1);
        hub.film(5000, 6000);
        assertThat(told).isEmpty();
        hub.film(6000, 7100);
        isTold(true);
        holds(4000, 7000);
    }

    @Test
    void writesWhatCameWhereTheRestDoesNotComeInTime() {
        hub.film(0, 4000);
        long began = System.nanoTime();
        order(2000, 5000, file);
        isTold(true);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(2));
        holds(2000, 3900);
    }

    @Test
    void endsWithTheMediaAndWhereItsParametersChange() {
        hub.film(0, 3000);
        hub.stream = FilmHub.stream(640);
        hub.film(3000, 4000);
        order(1000, 9000, file);
        isTold(true);
        holds(1000, 2900);
        hub.ended = true;
        order(3000, 9000, file);
        isTold(true, true);
        holds(3000, 3900);
    }

    @Test
    void saysNoWhereNothingCanBeWritten() {
        hub.film(0, 5000);
        order(1000, 2000, folder.resolve("none").resolve("a.mp4"));
        isTold(false);
        writer.supports = false;
        order(1000, 2000, file);
        isTold(false, false);
        desk.unsetWriter(writer);
        order(1000, 2000, file);
        isTold(false, false, false);
        assertThat(file).doesNotExist();
    }

    @Test
    void usesTheWriterThatIsThere() {
        hub.film(0, 5000);
        TimesWriter successor = new TimesWriter();
        desk.setWriter(successor);
        desk.unsetWriter(writer);
        writer.supports = false;
        order(1000, 2000, file);
        isTold(true);
    }

    @Test
    void outlivesABrokenWriter() {
        hub.film(0, 5000);
        writer.mishap = packet -> {
            throw new IllegalStateException("broken");
        };
        order(1000, 2000, file);
        isTold(false);
        writer.mishap = packet -> {
            throw new NoClassDefFoundError("gone");
        };
        order(1000, 2000, file);
        isTold(false, false);
        writer.mishap = packet -> {};
        order(1000, 2000, file);
        isTold(false, false, true);
    }

    @Test
    void writesFourAtOnceLetsSixteenWaitAndRefusesMore() {
        hub.film(0, 5000);
        IntStream.range(0, 20).forEach(i -> order(4000, 30_000, folder.resolve(i + ".mp4")));
        await().until(() -> hub.readers.get() == 4);
        assertThat(told).isEmpty();
        order(1000, 2000, file);
        assertThat(told).containsExactly(false);
        hub.film(5000, 30_100);
        await().until(() -> told.size() == 21);
        assertThat(told).containsOnlyOnce(false);
        assertThat(folder).isDirectoryContaining("glob:**19.mp4");
    }

    @Test
    void stopsAtOnceAndTellsEverybody() {
        hub.film(0, 5000);
        IntStream.range(0, 6).forEach(i -> order(4000, 60_000, folder.resolve(i + ".mp4")));
        await().until(() -> hub.readers.get() == 4 && hub.handles.get() == 0);
        desk.close();
        order(1000, 2000, file);
        assertThat(told).hasSize(7).containsOnly(false);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesAClipThatHasNoLengthOrTooMuch() {
        assertThatThrownBy(() -> order(2000, 1000, file)).hasMessageContaining("0 s to 600 s long, but is -1 s");
        assertThatThrownBy(() -> order(0, 600_001, file)).isInstanceOf(IllegalArgumentException.class);
    }
}
