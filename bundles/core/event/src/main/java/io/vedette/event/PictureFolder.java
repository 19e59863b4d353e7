package io.vedette.event;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pictures and clips of events on disk: {@code media/events/<day of the event's start, UTC>/<event id>.jpg} and {@code .mp4},
 * whole or not there.
 * Thread-safe.
 */
final class PictureFolder {
    private static final Logger LOG = LoggerFactory.getLogger(PictureFolder.class);
    private static final Duration PRUNE_EVERY = Duration.ofHours(1);

    private static final String PICTURE = ".jpg";
    private static final String CLIP = ".mp4";
    /** The end of the name of what is being written, here or by whoever writes clips. */
    private static final String PART = ".part";

    private final Path root;
    private final InstantSource clock;
    private Instant nextPrune = Instant.MIN;

    PictureFolder(Path media, InstantSource clock) {
        this.root = media.resolve("events");
        this.clock = clock;
    }

    /** Stores a picture in place of the event's former one. */
    void store(UUID eventId, Instant started, byte[] jpeg) throws IOException {
        Path day = root.resolve(LocalDate.ofInstant(started, ZoneOffset.UTC).toString());
        Files.createDirectories(day);
        Path part = day.resolve(eventId + PART);
        try {
            Files.write(part, jpeg);
            Files.move(part, day.resolve(eventId + PICTURE), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Where the event's clip is to be put; its folder is there. */
    Path clip(UUID eventId, Instant started) throws IOException {
        Path day = root.resolve(LocalDate.ofInstant(started, ZoneOffset.UTC).toString());
        Files.createDirectories(day);
        return day.resolve(eventId + CLIP);
    }

    /** The event's picture, if there is one. */
    Optional<Path> find(UUID eventId) {
        return find(eventId + PICTURE);
    }

    /** The event's clip, if there is one. */
    Optional<Path> findClip(UUID eventId) {
        return find(eventId + CLIP);
    }

    /** Deletes what there is of an event. */
    void erase(UUID eventId) throws IOException {
        for (Path day : days()) {
            Files.deleteIfExists(day.resolve(eventId + PICTURE));
            Files.deleteIfExists(day.resolve(eventId + CLIP));
        }
    }

    /** Deletes pictures and clips that were being written when the program was killed: those last touched before a time. */
    void sweep(Instant before) {
        for (Path day : days()) {
            try (DirectoryStream<Path> parts = Files.newDirectoryStream(day, "*" + PART)) {
                for (Path part : parts) {
                    if (Files.getLastModifiedTime(part).toInstant().isBefore(before)) {
                        Files.deleteIfExists(part);
                    }
                }
            } catch (IOException e) {
                LOG.warn("What a killed run left in {} could not be deleted: {}", day, e.toString());
            }
        }
    }

    private Optional<Path> find(String name) {
        for (Path day : days()) {
            Path file = day.resolve(name);
            if (Files.isRegularFile(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /** Deletes days that are past retention; looks once an hour. */
    synchronized void prune(Duration retention) {
        Instant now = clock.instant();
        if (now.isBefore(nextPrune)) {
            return;
        }
        nextPrune = now.plus(PRUNE_EVERY);
        LocalDate oldest = LocalDate.ofInstant(now.minus(retention), ZoneOffset.UTC);
        for (Path day : days()) {
            if (date(day).isBefore(oldest)) {
                delete(day);
            }
        }
    }

    /** Newest first. */
    private List<Path> days() {
        List<Path> days = new ArrayList<>();
        if (!Files.isDirectory(root)) {
            return days;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(root, "????-??-??")) {
            all.forEach(days::add);
        } catch (IOException e) {
            LOG.warn("The pictures of events cannot be listed: {}", e.toString());
        }
        days.removeIf(day -> date(day).equals(LocalDate.MAX));
        days.sort(Comparator.comparing(PictureFolder::date).reversed());
        return days;
    }

    private static LocalDate date(Path day) {
        try {
            return LocalDate.parse(day.getFileName().toString());
        } catch (DateTimeParseException e) {
            return LocalDate.MAX;
        }
    }

    private static void delete(Path day) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(day)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(day);
        } catch (IOException e) {
            LOG.warn("Old pictures in {} could not be deleted: {}", day, e.toString());
        }
    }
}
