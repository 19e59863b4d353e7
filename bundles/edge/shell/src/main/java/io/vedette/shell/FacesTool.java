package io.vedette.shell;

import io.vedette.api.face.FaceException;
import io.vedette.core.spi.event.FaceEvents;
import io.vedette.core.spi.expert.FirstScan;
import io.vedette.core.spi.face.Faces;
import io.vedette.core.spi.store.StoreException;
import io.vedette.shell.FacesLine.Verb;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.apache.karaf.shell.support.CommandException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code ./vedette faces} where no instance runs on the home. The launcher finds it by its property and calls it with types of the
 * JDK alone: {@code words} (the verb, then what stands behind it, files from the root), {@code out} (a print stream). The result is
 * the exit status: 0, or 1 where it could not be done. One call at a time.
 */
@Component(service = ToIntFunction.class, property = "vedette.command=faces")
public final class FacesTool implements ToIntFunction<Map<String, Object>> {
    private static final Set<Verb> LOOKING = EnumSet.of(Verb.LIST, Verb.STRANGERS, Verb.ENROLL, Verb.TEST);
    private static final long EXPERTS_WITHIN_NS = 60_000_000_000L;
    private static final long STEP_MS = 50;

    private final Faces faces;
    private final FaceEvents events;
    private final FirstScan experts;
    private final CountDownLatch stop = new CountDownLatch(1);

    @Activate
    public FacesTool(@Reference Faces faces, @Reference FaceEvents events, @Reference FirstScan experts) {
        this.faces = faces;
        this.events = events;
        this.experts = experts;
    }

    /** What is wrong with a line, before anything is started for it; empty where nothing is. */
    public static Optional<String> refusal(List<String> words) {
        try {
            line(words);
            return Optional.empty();
        } catch (CommandException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static FacesLine line(List<String> words) throws CommandException {
        return FacesLine.of(words.get(0), words.subList(1, words.size()), null, false);
    }

    @Override
    public int applyAsInt(Map<String, Object> request) {
        PrintStream out = (PrintStream) request.get("out");
        try {
            FacesLine line = line(((List<?>) request.get("words"))
                    .stream().map(String.class::cast).toList());
            if (LOOKING.contains(line.verb())) {
                awaitExperts();
            }
            if (line.verb() == Verb.REMOVE) {
                refuseWhereRetained(line.words().get(0));
            }
            new FaceDesk(faces, out, Path::of).serve(line);
            return 0;
        } catch (CommandException e) {
            out.println(e.getMessage());
        } catch (IOException e) {
            out.println("The plug-ins cannot be read: " + e.getMessage());
        } catch (StoreException e) {
            out.println("The event log cannot be read: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 1;
    }

    /** Until it is known who looks for faces; the gallery tells what is missing then. */
    private void awaitExperts() throws IOException, InterruptedException {
        long sinceNs = System.nanoTime();
        while (!faces.trouble().isEmpty() && !experts.isOver() && System.nanoTime() - sinceNs < EXPERTS_WITHIN_NS) {
            if (stop.await(STEP_MS, TimeUnit.MILLISECONDS)) {
                throw new InterruptedException("the program stops");
            }
        }
    }

    /** A broker retains the latest picture of each camera and label, and nothing is sent from here. */
    private void refuseWhereRetained(String said) throws CommandException, StoreException, IOException {
        String name = asEnrolled(said);
        List<UUID> told = new ArrayList<>();
        events.each(name, event -> told.add(event.eventId()));
        if (!told.isEmpty()) {
            throw Refusal.of(name + " is told of in " + told.size() + (told.size() == 1 ? " event" : " events")
                    + ", whose pictures an MQTT broker may retain; only a running Vedette can clear them there:"
                    + " start ./vedette run, then say this again");
        }
    }

    /** Events have the name in the letters in which it was enrolled; a removal does not mind which. */
    private String asEnrolled(String said) throws CommandException {
        String name = Normalizer.normalize(said, Normalizer.Form.NFC).strip();
        try {
            return faces.people().stream()
                    .map(Faces.Person::name)
                    .filter(name::equalsIgnoreCase)
                    .findFirst()
                    .orElse(name);
        } catch (FaceException e) {
            throw Refusal.of(e.getMessage());
        }
    }

    @Deactivate
    void stop() {
        stop.countDown();
    }
}
