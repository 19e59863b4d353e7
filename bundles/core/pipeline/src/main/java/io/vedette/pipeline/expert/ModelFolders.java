package io.vedette.pipeline.expert;

import io.vedette.core.spi.store.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The folders in which models lie, looked at from outside: a file that comes or goes shows by the folder's time. Confined to one thread. */
final class ModelFolders {

    private static final FileTime NEVER = FileTime.fromMillis(0);

    private final List<Path> folders;
    private final Map<Path, FileTime> last = new HashMap<>();

    ModelFolders(Home home) {
        folders = Stream.concat(Stream.of(home.models()), home.modelMirror().stream())
                .toList();
        changed();
    }

    /** Whether a file came, went or was renamed since the last question. */
    boolean changed() {
        boolean any = false;
        for (Path folder : folders) {
            FileTime now = time(folder);
            any |= !now.equals(last.put(folder, now));
        }
        return any;
    }

    private static FileTime time(Path folder) {
        try {
            return Files.getLastModifiedTime(folder);
        } catch (IOException e) {
            // A folder that is not there (any more) holds no model.
            return NEVER;
        }
    }
}
