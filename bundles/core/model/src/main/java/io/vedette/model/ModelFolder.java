package io.vedette.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A folder in which models may lie, under any name but a hidden one (that begins with a dot). A file is read only when its length
 * is that of a model, and again only when its length or time of change differs. Confined to the lock of its owner.
 */
final class ModelFolder {

    private static final int DEPTH = 3;
    private static final Set<FileVisitOption> FOLLOW = EnumSet.of(FileVisitOption.FOLLOW_LINKS);

    private final Path folder;
    private final Catalogue catalogue;
    private final Consumer<String> complaints;
    private Map<Path, Seen> seen = new HashMap<>();

    /** What was found out about one state of a file; no entry where it is none of the catalogue's. */
    private record Seen(long bytes, FileTime changed, Optional<CatalogueEntry> entry) {
        boolean stillHolds(BasicFileAttributes now) {
            return bytes == now.size() && changed.equals(now.lastModifiedTime());
        }
    }

    /** A folder, there or not; {@code complaints} gets one line for each file that claims to be a model and is not. */
    ModelFolder(Path folder, Catalogue catalogue, Consumer<String> complaints) {
        this.folder = folder;
        this.catalogue = catalogue;
        this.complaints = complaints;
    }

    /** The models that are there now, whole. */
    Map<CatalogueEntry, Path> scan() {
        Map<Path, Seen> now = new HashMap<>();
        Map<CatalogueEntry, Path> found = new LinkedHashMap<>();
        try {
            Files.walkFileTree(folder, FOLLOW, DEPTH, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()
                            && !file.getFileName().toString().startsWith(".")) {
                        look(file, attributes).ifPresent(state -> {
                            now.put(file, state);
                            state.entry().ifPresent(entry -> found.putIfAbsent(entry, file));
                        });
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException e) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of models " + folder + " cannot be read", e);
        }
        seen = now;
        return found;
    }

    private Optional<Seen> look(Path file, BasicFileAttributes attributes) {
        Seen before = seen.get(file);
        if (before != null && before.stillHolds(attributes)) {
            return Optional.of(before);
        }
        try {
            Optional<CatalogueEntry> entry =
                    catalogue.knowsLength(attributes.size()) ? catalogue.bySha256(Sha256.of(file)) : Optional.empty();
            if (entry.isEmpty()) {
                complain(file, attributes.size(), before);
            }
            return Optional.of(new Seen(attributes.size(), attributes.lastModifiedTime(), entry));
        } catch (IOException e) {
            complaints.accept("The model file " + file + " cannot be read: " + e);
            return Optional.empty();
        }
    }

    private void complain(Path file, long bytes, Seen before) {
        Optional<CatalogueEntry> claimed = before == null
                ? catalogue.called(file.getFileName().toString())
                : before.entry().or(() -> catalogue.called(file.getFileName().toString()));
        claimed.ifPresent(entry -> complaints.accept("The file " + file + " is not the model " + entry.id()
                + " (any more): "
                + (bytes == entry.bytes()
                        ? "its content differs from the catalogue's"
                        : "it has " + bytes + " bytes instead of " + entry.bytes())
                + "; it is not used"));
    }
}
