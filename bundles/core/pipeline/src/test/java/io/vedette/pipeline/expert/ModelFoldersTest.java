package io.vedette.pipeline.expert;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.spi.store.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFoldersTest {
    @TempDir
    Path folder;

    private record TestHome(Path root, Optional<Path> modelMirror) implements Home {}

    @Test
    void noticesWhatComesAndGoesInHomeAndMirror() throws IOException {
        Path models = folder.resolve("models");
        Path mirror = Files.createDirectories(folder.resolve("mirror"));
        ModelFolders folders = new ModelFolders(new TestHome(folder, Optional.of(mirror)));
        assertThat(folders.changed()).isFalse();

        Files.createDirectories(models);
        assertThat(folders.changed()).isTrue();
        assertThat(folders.changed()).isFalse();

        long past = System.currentTimeMillis() - 60_000;
        Files.setLastModifiedTime(models, FileTime.fromMillis(past));
        Files.setLastModifiedTime(mirror, FileTime.fromMillis(past));
        assertThat(folders.changed()).isTrue();
        Files.createFile(mirror.resolve("some.onnx"));
        assertThat(folders.changed()).isTrue();
        Files.setLastModifiedTime(mirror, FileTime.fromMillis(past));
        folders.changed();
        Files.delete(mirror.resolve("some.onnx"));
        assertThat(folders.changed()).isTrue();
        assertThat(folders.changed()).isFalse();
    }
}
