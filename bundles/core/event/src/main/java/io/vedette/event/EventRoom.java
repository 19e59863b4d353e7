package io.vedette.event;

import io.vedette.api.event.EventEnricher;
import io.vedette.api.event.EventMessage;
import io.vedette.api.event.EventPictures;
import io.vedette.api.event.EventSink;
import io.vedette.api.media.PictureEncoder;
import io.vedette.core.spi.event.DeadLetters;
import io.vedette.core.spi.event.EventEraser;
import io.vedette.core.spi.event.EventLog;
import io.vedette.core.spi.event.EventSettings;
import io.vedette.core.spi.event.EventTail;
import io.vedette.core.spi.event.FaceEvents;
import io.vedette.core.spi.event.ObjectEvents;
import io.vedette.core.spi.event.SinkState;
import io.vedette.core.spi.event.UnloggedEvents;
import io.vedette.core.spi.live.LiveFacts;
import io.vedette.core.spi.store.Database;
import io.vedette.core.spi.store.Home;
import io.vedette.core.spi.store.StoreException;
import io.vedette.core.spi.worker.Worker;
import io.vedette.core.spi.worker.WorkerState;
import io.vedette.core.spi.worker.Workers;
import io.vedette.event.alert.Alerts;
import io.vedette.event.alert.ConfiguredRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event room: opens life cycles on lanes, and keeps the log, the outbox and the pictures behind them. Thread-safe. */
@Component(
        service = {
            ObjectEvents.class,
            UnloggedEvents.class,
            EventLog.class,
            EventTail.class,
            EventEraser.class,
            FaceEvents.class,
            EventPictures.class,
            DeadLetters.class,
            Workers.class
        },
        configurationPid = "io.vedette.event",
        immediate = true)
@Designate(ocd = EventConfig.class)
public final class EventRoom
        implements ObjectEvents,
                UnloggedEvents,
                EventLog,
                EventTail,
                EventEraser,
                FaceEvents,
                EventPictures,
                DeadLetters,
                Workers {
    private static final Logger LOG = LoggerFactory.getLogger(EventRoom.class);
    private static final Duration LAST_WRITES = Duration.ofSeconds(3);
    private static final int MOST_READ = 1000;
    private static final int LATEST_AMONG = 5000;

    private final Alerts alerts = new Alerts(ZoneId::systemDefault);
    private final Enrichment enrichment = new Enrichment();
    private final Finishing finishing = new Finishing(enrichment, alerts);
    private final InstantSource clock;
    private final Database database;
    private final LiveFacts live;
    private final EventWriter writer;
    private final Sinks sinks;
    private final PictureFolder folder;
    private final FaceTrail trail;
    private final PictureDesk pictures;
    private final Epochs epochs;
    private final Worker writing;
    private final Worker picturing;
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private volatile EventSetup setup;

    /** @throws StoreException the room's tables could not be brought up to date */
    @Activate
    public EventRoom(
            @Reference Database database,
            @Reference Home home,
            @Reference InstantSource clock,
            @Reference LiveFacts live,
            EventConfig config)
            throws StoreException {
        this.database = database;
        this.clock = clock;
        this.live = live;
        this.setup = EventSetup.DEFAULT.changed(config);
        database.migrate("event", EventRoom.class, "io/vedette/event/migration");
        this.sinks = new Sinks(database, clock);
        this.writer = new EventWriter(database, clock, () -> setup, finishing, watcher(home));
        this.folder = new PictureFolder(home.media(), clock);
        this.trail = new FaceTrail(database, folder);
        this.pictures = new PictureDesk(folder, live, setup.retention());
        this.epochs = new Epochs(database);
        this.writing = Worker.vital("vedette-event-log", writer::run).start();
        this.picturing = Worker.of("vedette-event-picture", pictures::run).start();
    }

    @Modified
    void modified(EventConfig config) {
        setup = setup.changed(config);
        pictures.retention(setup.retention());
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSink(EventSink sink) {
        if (!setup.sinks().contains(sink.name())) {
            LOG.debug("Sink {} is there: it gets what alert rules send it", sink.name());
        }
        sinks.add(sink);
    }

    void removeSink(EventSink sink) {
        sinks.remove(sink);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addRule(ConfiguredRule rule) {
        alerts.add(rule);
    }

    void removeRule(ConfiguredRule rule) {
        alerts.remove(rule);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addEnricher(EventEnricher enricher, Map<String, Object> properties) {
        enrichment.add(enricher, properties.get("service.ranking") instanceof Integer ranking ? ranking : 0);
    }

    void removeEnricher(EventEnricher enricher) {
        enrichment.remove(enricher);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setEncoder(PictureEncoder encoder) {
        pictures.encoder(encoder);
    }

    void unsetEncoder(PictureEncoder encoder) {
        pictures.encoderLeaves(encoder);
    }

    @Override
    public ObjectEvents.Session open(String cameraId, EventSettings settings) {
        return new CameraEvents(
                () -> epochs.of(cameraId), settings, new LoggedChronicle(cameraId, writer, pictures, live));
    }

    @Override
    public ObjectEvents.Session open(
            String cameraId, String origin, EventSettings settings, Consumer<EventMessage> told) {
        Optional<Term> term = Optional.of(new Term(origin, cameraId, 1));
        return new CameraEvents(() -> term, settings, new ToldChronicle(told));
    }

    private EventWriter.Watcher watcher(Home home) {
        Pruning pruning = new Pruning(database, clock, () -> setup, alerts::sinks, live);
        return new EventWriter.Watcher() {
            @Override
            public void written() {
                sinks.wake();
                watchers.forEach(Runnable::run);
            }

            @Override
            public void rested() {
                if (!home.servesOneCommand()) {
                    pruning.whenDue();
                }
            }
        };
    }

    @Override
    public Watch watch(Runnable grew) {
        watchers.add(grew);
        return () -> watchers.remove(grew);
    }

    @Override
    public long position() throws StoreException {
        return database.transaction(EventTables::lastId);
    }

    @Override
    public List<Logged> after(long position, int limit) throws StoreException {
        checkLimit(limit);
        return database.transaction(connection -> EventTables.after(connection, position, limit));
    }

    @Override
    public List<Logged> latestOfEach(int limit) throws StoreException {
        checkLimit(limit);
        return database.transaction(connection -> EventTables.latestOfEach(connection, LATEST_AMONG, limit));
    }

    private static void checkLimit(int limit) {
        if (limit < 1 || limit > MOST_READ) {
            throw new IllegalArgumentException("limit must be 1 to " + MOST_READ + ", but is " + limit);
        }
    }

    @Override
    public List<EventMessage> latest(int limit) throws StoreException {
        checkLimit(limit);
        return database.transaction(connection -> EventTables.latest(connection, limit));
    }

    @Override
    public List<EventMessage> life(UUID eventId) throws StoreException {
        return database.transaction(connection -> EventTables.life(connection, eventId));
    }

    @Override
    public Optional<Path> picture(UUID eventId) {
        return folder.find(eventId);
    }

    @Override
    public Optional<byte[]> jpeg(UUID eventId) {
        return folder.find(eventId).flatMap(file -> {
            try {
                return Optional.of(Files.readAllBytes(file));
            } catch (IOException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public int eraseFace(String name) throws StoreException {
        return writer.between(() -> {
            finishing.forget(name, clock.instant());
            return new Eraser(database, folder, trail, live).eraseFace(name);
        });
    }

    @Override
    public void each(String name, Taker taker) throws StoreException, IOException {
        trail.each(name, taker);
    }

    @Override
    public List<Dead> dead(int limit) throws StoreException {
        checkLimit(limit);
        return database.transaction(connection -> DeadTable.latest(connection, limit));
    }

    @Override
    public int replay(String sink) throws StoreException {
        int many = database.transaction(connection -> DeadTable.replay(connection, sink));
        sinks.wake();
        return many;
    }

    @Override
    public int discard(String sink) throws StoreException {
        return database.transaction(connection -> DeadTable.discard(connection, sink));
    }

    @Override
    public Optional<Path> clip(UUID eventId) {
        return folder.findClip(eventId);
    }

    @Override
    public List<SinkState> sinks() throws StoreException {
        Set<String> wanted = new HashSet<>(setup.sinks());
        wanted.addAll(alerts.sinks());
        return sinks.states(wanted);
    }

    /** Writes what waits, while the sinks let go within 4 s and for at most 3 s afterwards. */
    @Deactivate
    public void close() {
        writer.stop(LAST_WRITES);
        pictures.close();
        sinks.close();
        writing.finish(LAST_WRITES);
        picturing.finish(LAST_WRITES);
        enrichment.close();
    }

    @Override
    public List<WorkerState> workers() {
        List<WorkerState> all = new ArrayList<>(sinks.workers());
        all.add(writing.state());
        all.add(picturing.state());
        return all;
    }

    /** The figures of the log's writer: messages in memory, failed attempts, messages refused. */
    Map<String, Long> figures() {
        return Map.of("waiting", (long) writer.waiting(), "failures", writer.failures(), "refused", writer.refused());
    }
}
