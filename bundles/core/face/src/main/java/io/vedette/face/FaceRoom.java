package io.vedette.face;

import io.vedette.api.face.FaceException;
import io.vedette.api.face.FaceList;
import io.vedette.api.face.FaceNaming;
import io.vedette.api.health.HealthCheck;
import io.vedette.api.health.HealthRow;
import io.vedette.api.media.PictureEncoder;
import io.vedette.core.spi.event.EventEraser;
import io.vedette.core.spi.event.FaceEvents;
import io.vedette.core.spi.expert.FaceLooks;
import io.vedette.core.spi.face.Faces;
import io.vedette.core.spi.face.Recognition;
import io.vedette.core.spi.media.FramePool;
import io.vedette.core.spi.store.Database;
import io.vedette.core.spi.store.Home;
import io.vedette.core.spi.store.Secrets;
import io.vedette.core.spi.store.StoreException;
import io.vedette.core.spi.worker.Worker;
import io.vedette.core.spi.worker.WorkerState;
import io.vedette.core.spi.worker.Workers;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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

/** The room of faces: keeps the gallery, and recognises whom cameras see. Thread-safe. */
@Component(
        service = {Faces.class, Recognition.class, FaceNaming.class, HealthCheck.class, Workers.class},
        configurationPid = "io.vedette.face",
        immediate = true)
@Designate(ocd = FaceConfig.class)
public final class FaceRoom implements Faces, Recognition, FaceNaming, HealthCheck, Workers {
    private static final Logger LOG = LoggerFactory.getLogger(FaceRoom.class);
    private static final Duration LAST_WRITES = Duration.ofSeconds(3);
    private static final Duration EVENT_ON_ITS_WAY = Duration.ofSeconds(2);

    private final Slot<FaceLooks> looks = new Slot<>();
    private final Slot<PictureEncoder> encoder = new Slot<>();
    private final Slot<EventEraser> eraser = new Slot<>();
    private final Slot<FaceEvents> events = new Slot<>();
    private final Map<FaceLooks, FaceLooks.Listening> listening = new ConcurrentHashMap<>();
    private final Gallery gallery;
    private final People people;
    private final Strangers strangers;
    private final Examination examination;
    private final Enrolment enrolment;
    private final FaceDesk desk;
    private final Renewal renewal;
    private final Worker writing;
    private final Worker renewing;
    private final Secrets secrets;
    private final Locksmith locksmith;
    private volatile FaceSetup setup;
    private volatile Keys keys;

    /** The keys as they are configured, secrets as placeholders. Immutable. */
    private record Keys(String key, String former) {
        static Keys of(FaceConfig config) {
            return new Keys(config.encryption_key(), config.encryption_former$_$key());
        }
    }

    /** @throws StoreException the room's tables could not be brought up to date */
    @Activate
    public FaceRoom(
            @Reference Database database,
            @Reference Home home,
            @Reference InstantSource clock,
            @Reference FramePool pool,
            FaceConfig config)
            throws StoreException {
        this.setup = FaceSetup.DEFAULT.changed(config);
        this.secrets = new Secrets(home);
        this.locksmith = new Locksmith(database);
        this.keys = Keys.of(config);
        database.migrate("face", FaceRoom.class, "io/vedette/face/migration");
        this.gallery = new Gallery(database, clock);
        this.people = new People(gallery, eraser);
        this.strangers = new Strangers(gallery, people);
        this.examination = new Examination(pool, looks, gallery);
        this.enrolment = new Enrolment(gallery, people, examination, () -> setup);
        this.desk = new FaceDesk(gallery, people, strangers, encoder, () -> setup);
        this.renewal = new Renewal(gallery, examination);
        if (home.servesOneCommand()) {
            desk.leaveTidying();
        }
        unlock();
        this.writing = Worker.of("vedette-face-desk", desk::run).start();
        this.renewing = Worker.of("vedette-face-renewal", renewal::run).start();
    }

    /** Opens the gallery with the key that is configured; or closes it, and says so. */
    private void unlock() {
        try {
            gallery.open(() -> locksmith.vault(
                    FaceSetup.key(FaceSetup.KEY, keys.key(), secrets),
                    () -> FaceSetup.key(FaceSetup.FORMER_KEY, keys.former(), secrets)));
            gallery.compactWhereDue();
        } catch (FaceException e) {
            LOG.error("{}", e.getMessage());
        }
    }

    @Modified
    void modified(FaceConfig config) {
        setup = setup.changed(config);
        Keys asked = Keys.of(config);
        if (!asked.equals(keys) || gallery.whyShut().isPresent()) {
            keys = asked;
            unlock();
            renewal.wake();
        }
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setLooks(FaceLooks arrived) {
        looks.arrives(arrived);
        listening.put(arrived, arrived.listen(renewal::wake));
        renewal.wake();
    }

    void unsetLooks(FaceLooks leaving) {
        looks.leaves(leaving);
        FaceLooks.Listening ended = listening.remove(leaving);
        if (ended != null) {
            ended.close();
        }
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setEncoder(PictureEncoder arrived) {
        encoder.arrives(arrived);
    }

    void unsetEncoder(PictureEncoder leaving) {
        encoder.leaves(leaving);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setEraser(EventEraser arrived) {
        eraser.arrives(arrived);
    }

    void unsetEraser(EventEraser leaving) {
        eraser.leaves(leaving);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setEvents(FaceEvents arrived) {
        events.arrives(arrived);
    }

    void unsetEvents(FaceEvents leaving) {
        events.leaves(leaving);
    }

    @Override
    public Recognition.Session open(String cameraId) {
        return new CameraFaces(gallery, () -> setup, desk);
    }

    @Override
    public List<Person> people() throws FaceException {
        return people.all();
    }

    @Override
    public Enrolled enrol(String name, Optional<FaceList> list, byte[] image)
            throws FaceException, InterruptedException {
        return enrolment.enrol(name, list, image);
    }

    @Override
    public void move(String name, FaceList list) throws FaceException {
        people.move(Names.checked(name), Names.checked(list));
    }

    @Override
    public void remove(String name) throws FaceException {
        people.remove(Names.checked(name));
    }

    @Override
    public List<Match> test(byte[] image) throws FaceException, InterruptedException {
        return enrolment.test(image);
    }

    @Override
    public void export(String name, OutputStream to) throws FaceException, IOException {
        new PersonExport(gallery, events).write(Names.checked(name), to);
    }

    @Override
    public List<Stranger> strangers() throws FaceException {
        return strangers.all();
    }

    @Override
    public void nameStranger(long id, String name, FaceList list) throws FaceException {
        strangers.name(id, Names.checked(name), Names.checked(list));
        renewal.wake();
    }

    @Override
    public void forgetStranger(long id) throws FaceException {
        strangers.forget(id);
    }

    @Override
    public Optional<byte[]> picture(long pictureId) throws FaceException {
        return gallery.read((c, tables) -> tables.pictures().jpeg(c, pictureId));
    }

    @Override
    public void name(UUID eventId, String name, FaceList list) throws FaceException {
        Names.checked(name);
        Names.checked(list);
        settle();
        long stranger = strangers
                .ofEvent(eventId)
                .orElseThrow(() -> new FaceException("This event has no unknown face (any more)"));
        nameStranger(stranger, name, list);
    }

    /** The face may still be on its way to the disk. */
    private void settle() {
        try {
            desk.settle(EVENT_ON_ITS_WAY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String trouble() {
        return gallery.whyShut().orElseGet(examination::trouble);
    }

    /** What stands in the way matters once somebody is enrolled. */
    @Override
    public HealthRow row() {
        int people = gallery.album().people().size();
        String trouble = trouble();
        boolean matters = gallery.whyShut().isPresent() || (people > 0 && !trouble.isEmpty());
        return matters
                ? new HealthRow("faces", HealthRow.Status.WARN, trouble)
                : new HealthRow("faces", HealthRow.Status.OK, people + " enrolled");
    }

    @Override
    public List<WorkerState> workers() {
        return List.of(writing.state(), renewing.state());
    }

    /** Writes what waits, at most 3 s. */
    @Deactivate
    public void close() {
        desk.stop(LAST_WRITES);
        renewal.stop();
        renewing.interrupt();
        listening.values().forEach(FaceLooks.Listening::close);
        writing.finish(LAST_WRITES);
        renewing.stop(LAST_WRITES);
        desk.close();
    }
}
