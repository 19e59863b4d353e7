package io.vedette.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vedette.core.spi.model.ModelException;
import io.vedette.core.spi.model.ModelStatus;
import io.vedette.core.spi.model.ModelStatus.Place;
import io.vedette.core.spi.model.Models.Progress;
import io.vedette.core.spi.model.Models.Verdict;
import io.vedette.model.TestCatalogue.TestHome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Index;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelShelfTest {
    private static final byte[] SMALL = TestCatalogue.content(1_000, 1);
    private static final byte[] OTHER = TestCatalogue.content(2_000, 2);
    private static final byte[] BIG = TestCatalogue.content(2_500_000, 3);

    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();
    private Catalogue catalogue;
    private ModelShelf shelf;

    private final class Listener implements Progress {
        @Override
        public void at(long doneBytes, long totalBytes) {
            assertThat(doneBytes).isBetween(0L, totalBytes);
        }

        @Override
        public void say(String line) {
            said.add(line);
        }
    }

    @BeforeEach
    void aShelf() throws Exception {
        catalogue = TestCatalogue.of(
                List.of("small"),
                TestCatalogue.entry("small", SMALL, 10, "http://127.0.0.1:9"),
                TestCatalogue.entry("other", OTHER, 5, "http://127.0.0.1:9"),
                TestCatalogue.entry("big", BIG, 5, "http://127.0.0.1:9"));
        shelf = shelf(folder, Optional.of(folder.resolve("mirror")));
    }

    private ModelShelf shelf(Path home, Optional<Path> mirror) {
        return new ModelShelf(new TestHome(home, mirror), catalogue, Optional.empty(), said::add);
    }

    @Test
    void copiesFromTheMirrorWithoutAnyNetwork() throws Exception {
        write("mirror/anything.bin", SMALL);
        assertThat(place("small")).isEqualTo(Place.MIRROR);

        assertThat(shelf.pull("small", new Listener()))
                .hasBinaryContent(SMALL)
                .isEqualTo(folder.resolve("models/small.onnx"));
        assertThat(place("small")).isEqualTo(Place.HERE);
        assertThat(said).containsExactly("small: licence CC0, 1.0 kB from the mirror " + folder.resolve("mirror"));
    }

    @Test
    void saysWhatTheMirrorLacks() {
        assertThatThrownBy(() -> shelf.pull("other", new Listener()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("does not hold it");
        assertThat(place("other")).isEqualTo(Place.ABSENT);
    }

    @Test
    void importsAFileForWhatItIs() throws Exception {
        Path file = write("download(1).onnx", OTHER);

        assertThatThrownBy(() -> shelf.importFile(file, Optional.of("small"), new Listener()))
                .hasMessageContaining("is the model other, not small");
        assertThat(place("other")).isEqualTo(Place.ABSENT);
        ModelStatus model = shelf.importFile(file, Optional.empty(), new Listener());
        assertThat(model.id()).isEqualTo("other");
        assertThat(folder.resolve("models/other.onnx")).hasBinaryContent(OTHER);
        assertThat(file).exists();
    }

    @Test
    void importsNothingThatIsNotWhole() throws Exception {
        Path file = write("small.onnx", new byte[] {8, 1, 2});

        assertThatThrownBy(() -> shelf.importFile(file, Optional.empty(), new Listener()))
                .hasMessageContaining("no model of the catalogue, or not whole");
        assertThat(folder.resolve("models")).doesNotExist();
    }

    @Test
    void replacesABrokenFileOfTheSameName() throws Exception {
        write("models/small.onnx", new byte[] {8, 1, 2});
        write("mirror/small.onnx", SMALL);

        assertThat(shelf.pull("small", new Listener())).hasBinaryContent(SMALL);
    }

    @Test
    void readsEveryFileAgainToVerifyIt() throws Exception {
        Path small = write("models/small.onnx", SMALL);
        write("models/other.onnx", OTHER);
        write("models/notes.txt", new byte[] {1});
        assertThat(place("small")).isEqualTo(Place.HERE);
        // Same length, same time: only the content tells.
        FileTime before = Files.getLastModifiedTime(small);
        Files.write(small, TestCatalogue.content(SMALL.length, 9));
        Files.setLastModifiedTime(small, before);

        Verdict verdict = shelf.verify();

        assertThat(verdict.whole()).extracting(ModelStatus::id).containsExactly("other");
        assertThat(verdict.complaints()).singleElement().asString().contains("small.onnx", "content differs");
    }

    @Test
    void removesEveryCopyFromTheHomeAndNoneFromTheMirror() throws Exception {
        write("models/small.onnx", SMALL);
        write("models/deep/copy.bin", SMALL);
        Path mirrored = write("mirror/small.onnx", SMALL);

        shelf.remove("small");

        assertThat(place("small")).isEqualTo(Place.MIRROR);
        assertThatThrownBy(() -> shelf.remove("small")).hasMessageContaining("in the mirror only");
        assertThat(mirrored).exists();
    }

    @Test
    void removesABrokenOne() throws Exception {
        Path broken = write("models/small.onnx", new byte[] {8, 1, 2});
        shelf.remove("small");
        assertThat(broken).doesNotExist();
    }

    @Test
    void takesNothingForAModelThatIsOnItsWay() throws Exception {
        CatalogueEntry entry = catalogue.byId("small").orElseThrow();
        Files.createDirectories(folder.resolve("models"));
        Path part = Files.write(PartFile.path(folder.resolve("models"), entry), SMALL);

        assertThat(place("small")).isEqualTo(Place.ABSENT);
        assertThat(new PresentModels(new TestHome(folder, Optional.empty()), catalogue, text -> {}).find("small"))
                .isEmpty();
        // Whole but for its name: nothing is left to fetch.
        assertThat(shelf(folder, Optional.empty()).pull("small", new Listener()))
                .hasBinaryContent(SMALL);
        assertThat(part).doesNotExist();
    }

    @Test
    void saysThatTheDiskIsTooFull() throws Exception {
        try (SmallDisk disk = SmallDisk.mounted(folder.resolve("disk"))) {
            write("mirror/big.onnx", BIG);
            ModelShelf full = shelf(disk.folder(), Optional.of(folder.resolve("mirror")));

            assertThatThrownBy(() -> full.pull("big", new Listener()))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("is too full: 2.5 MB are needed");
            assertThat(disk.files()).containsExactly(".lock");
        }
    }

    @Test
    void saysThatTheDiskGotFullMeanwhile() throws Exception {
        try (SmallDisk disk = SmallDisk.mounted(folder.resolve("disk"));
                PartFile part = PartFile.in(disk.models(), catalogue.byId("big").orElseThrow())) {
            assertThatThrownBy(() -> part.append(BIG, BIG.length))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("is full; nothing was kept")
                    .hasMessageNotContaining("\n");
            assertThat(disk.files()).isEmpty();
        }
    }

    @Test
    void givesUpOnASilentServer() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        CatalogueEntry entry = catalogue.byId("big").orElseThrow();
        try (LocalServer server = new LocalServer((request, out) -> {
                    LocalServer.head(out, "200 OK", "Content-Length: " + BIG.length);
                    out.write(BIG, 0, 1000);
                    out.flush();
                    await(over);
                });
                PartFile part = PartFile.in(folder, entry)) {
            URI address = entry.address(Optional.of(server.url()));

            assertThatThrownBy(() -> new Download(entry, address, part, new Listener(), 2_000).run())
                    .hasMessageContaining("fell silent after 1.0 kB of 2.5 MB");
        } finally {
            over.countDown();
        }
    }

    @Test
    void showsABarOnATerminalAndFewLinesElsewhere() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PullProgress bar = new PullProgress(print(out), print(err), true);
        PullProgress lines = new PullProgress(print(out), print(err), false);

        bar.at(1_250_000, 2_500_000);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("[===============               ] 50 %  1.3 MB of 2.5 MB");
        bar.clear();
        assertThat(err.toString(StandardCharsets.UTF_8)).endsWith("\r\u001b[K");
        err.reset();
        for (long done = 0; done <= 100_000_000; done += 500_000) {
            lines.at(done, 100_000_000);
        }
        assertThat(err.size()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "  25 %, 25.0 MB of 100.0 MB", "  50 %, 50.0 MB of 100.0 MB", "  75 %, 75.0 MB of 100.0 MB");
    }

    @Test
    void listsInAlignedColumns() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ModelTable(shelf.all()).print(print(out));

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "ID     TASK      SIZE  LICENCE  STATE",
                        "small  detect  1.0 kB  CC0      not here",
                        "other  detect  2.0 kB  CC0      not here",
                        "big    detect  2.5 MB  CC0      not here");
    }

    @Test
    void theShippedCatalogueHasAnAddressForEachAndAUsualSet() throws Exception {
        Catalogue shipped = Catalogue.shipped();

        assertThat(shipped.defaults()).containsExactly("coco-yolox-nano", "face-yunet-640", "face-embed-mobilefacenet");
        for (CatalogueEntry entry : shipped.entries()) {
            assertThat(entry.address(Optional.empty()).toString())
                    .matches("https://(raw|media)\\.githubusercontent\\.com/.*/[0-9a-f]{40}/.*");
            assertThat(entry.licence()).isNotBlank();
        }
        CatalogueEntry ssd = shipped.byId("coco-ssd-mobilenet-v2-tflite").orElseThrow();
        List<String> labels = shipped.file(ssd, folder).labels();
        // The classes of COCO count from 1 to 90, and ten of them were never used.
        assertThat(labels)
                .hasSize(90)
                .startsWith("person")
                .endsWith("toothbrush")
                .contains("cat", Index.atIndex(16));
        assertThat(labels).filteredOn("-"::equals).hasSize(10);
    }

    private static void await(CountDownLatch latch) {
        try {
            assumeTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static PrintStream print(ByteArrayOutputStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }

    private Place place(String id) {
        return shelf.all().stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .orElseThrow()
                .place();
    }

    private Path write(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }
}
