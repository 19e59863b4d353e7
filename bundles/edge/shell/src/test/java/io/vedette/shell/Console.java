package io.vedette.shell;

import io.vedette.core.spi.camera.CameraStatus;
import io.vedette.core.spi.camera.Cameras;
import io.vedette.core.spi.camera.Switch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.impl.action.command.ManagerImpl;
import org.apache.karaf.shell.impl.console.SessionFactoryImpl;

/** The platform's own shell with some of our commands, without the platform. Confined to one test. */
final class Console implements AutoCloseable {
    private final SessionFactoryImpl factory = new SessionFactoryImpl(new ThreadIOImpl());
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    private final Session session;

    /** Commands and completers by class, rooms of core by instance. */
    Console(Path folder, List<Class<?>> commands, Object... rooms) {
        for (Object each : rooms) {
            factory.getRegistry().register(each);
        }
        ManagerImpl manager = new ManagerImpl(factory.getRegistry(), factory.getRegistry());
        commands.forEach(manager::register);
        session = factory.create(new ByteArrayInputStream(new byte[0]), out, out);
        session.currentDir(folder);
    }

    /** What a line prints; what it throws is what makes the exit status. */
    String run(String line) throws Exception {
        said.reset();
        session.execute(line);
        return said.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        session.close();
        factory.stop();
    }

    /** The cameras {@code front} and {@code off}. Immutable. */
    record TwoCameras() implements Cameras {
        @Override
        public List<CameraStatus> all() {
            return List.of(camera("front", CameraStatus.State.ONLINE), camera("off", CameraStatus.State.DISABLED));
        }

        private static CameraStatus camera(String id, CameraStatus.State state) {
            return new CameraStatus(id, state, Instant.EPOCH, "", Map.of(), Map.of());
        }

        @Override
        public Optional<CameraStatus> find(String id) {
            return all().stream().filter(each -> each.id().equals(id)).findFirst();
        }

        @Override
        public boolean turn(String id, Switch which, boolean on) {
            return false;
        }
    }
}
