package io.vedette.shell;

import io.vedette.api.face.FaceException;
import io.vedette.api.face.FaceList;
import io.vedette.core.spi.face.FaceFinding;
import io.vedette.core.spi.face.Faces;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.karaf.shell.support.CommandException;

/**
 * Does what {@code vedette:faces} asks for. All that goes wrong ends in a {@link Refusal}, since the shell puts the message of
 * everything else, and with it names, into the log. Confined to one call.
 */
final class FaceDesk {
    private final Faces faces;
    private final PrintStream out;
    private final Function<String, Path> files;

    /**
     * @param out where the answer goes
     * @param files the file of a word
     */
    FaceDesk(Faces faces, PrintStream out, Function<String, Path> files) {
        this.faces = faces;
        this.out = out;
        this.files = files;
    }

    /** Does it. */
    void serve(FacesLine line) throws CommandException, InterruptedException {
        List<String> words = line.words();
        try {
            switch (line.verb()) {
                case LIST -> people(line.json());
                case STRANGERS -> strangers(line.json());
                case ENROLL -> {
                    checkAble();
                    enroll(line);
                }
                case TEST -> {
                    checkAble();
                    test(words, line.json());
                }
                case REMOVE -> {
                    faces.remove(words.get(0));
                    out.println(words.get(0) + " is removed: pictures, name, and the events that tell of the person");
                }
                case MOVE -> {
                    FaceList list = FacesLine.list(words.get(1));
                    faces.move(words.get(0), list);
                    out.println(words.get(0) + " is on the list " + list.word());
                }
                case NAME -> {
                    FaceList list = line.list().orElse(FaceList.KNOWN);
                    faces.nameStranger(stranger(words.get(0)), words.get(1), list);
                    out.println("Stranger " + words.get(0) + " is " + words.get(1) + ", on the list " + list.word());
                }
                case FORGET -> {
                    faces.forgetStranger(stranger(words.get(0)));
                    out.println("Stranger " + words.get(0) + " is forgotten");
                }
                case EXPORT -> {
                    Path file = files.apply(words.get(1));
                    FaceFiles.export(faces, words.get(0), file);
                    out.println("What is stored about " + words.get(0) + " is in " + file);
                }
            }
        } catch (FaceException e) {
            throw Refusal.of(e.getMessage());
        }
    }

    /** Without a model each picture would be refused for the same reason. */
    private void checkAble() throws CommandException {
        String trouble = faces.trouble();
        if (!trouble.isEmpty()) {
            throw Refusal.of(trouble);
        }
    }

    private static long stranger(String word) throws CommandException {
        if (!word.matches("[0-9]{1,18}")) {
            throw Refusal.of("A stranger has a number (faces strangers tells it), but this is '" + word + "'");
        }
        return Long.parseLong(word);
    }

    private void people(boolean asJson) throws FaceException {
        List<Faces.Person> people = faces.people();
        if (asJson) {
            out.println(Text.json(people.stream().map(FaceDesk::fields).toList()));
            return;
        }
        WrappedTable table = new WrappedTable()
                .column("Name")
                .column("List")
                .column("Pictures")
                .column("Since (UTC)")
                .column("Last seen (UTC)");
        for (Faces.Person each : people) {
            table.row(
                    each.name(),
                    each.list().word(),
                    String.valueOf(each.pictures().size()),
                    Text.time(each.since()),
                    each.lastSeen().map(Text::time).orElse(""));
        }
        table.print(out, "Nobody is enrolled; vedette:faces enroll NAME FILE");
        hindrance();
    }

    /** Tells what stands in the way of recognition. */
    private void hindrance() {
        String trouble = faces.trouble();
        if (!trouble.isEmpty()) {
            out.println("Nobody is recognised: " + trouble);
        }
    }

    private static Map<String, Object> fields(Faces.Person person) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", person.name());
        fields.put("list", person.list().word());
        fields.put("pictures", person.pictures());
        fields.put("since_utc", Text.timeMs(person.since()));
        fields.put("last_seen_utc", person.lastSeen().map(Text::timeMs).orElse(null));
        return fields;
    }

    private void strangers(boolean asJson) throws FaceException {
        List<Faces.Stranger> strangers = faces.strangers();
        if (asJson) {
            out.println(Text.json(strangers.stream().map(FaceDesk::fields).toList()));
            return;
        }
        WrappedTable table = new WrappedTable()
                .column("Id")
                .column("Visits")
                .column("Pictures")
                .column("First (UTC)")
                .column("Last (UTC)");
        for (Faces.Stranger each : strangers) {
            table.row(
                    String.valueOf(each.id()),
                    String.valueOf(each.visits()),
                    String.valueOf(each.pictures().size()),
                    Text.time(each.first()),
                    Text.time(each.last()));
        }
        table.print(out, "No face is without a name");
        hindrance();
    }

    private static Map<String, Object> fields(Faces.Stranger stranger) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", stranger.id());
        fields.put("visits", stranger.visits());
        fields.put("pictures", stranger.pictures());
        fields.put("first_utc", Text.timeMs(stranger.first()));
        fields.put("last_utc", Text.timeMs(stranger.last()));
        return fields;
    }

    private void enroll(FacesLine line) throws CommandException, InterruptedException {
        String name = line.words().get(0);
        List<String> wanted = line.words().subList(1, line.words().size());
        int failed = 0;
        for (String file : wanted) {
            try {
                Faces.Enrolled done = faces.enrol(name, line.list(), FaceFiles.read(files.apply(file)));
                out.println(file + ": ok quality " + Text.fraction(done.quality()));
            } catch (FaceException e) {
                failed++;
                out.println(file + ": not enrolled: " + e.getMessage());
            }
        }
        complain(failed, wanted.size(), "not enrolled");
    }

    private static void complain(int failed, int all, String what) throws CommandException {
        if (failed > 0) {
            throw Refusal.of(failed + " of " + all + (all == 1 ? " picture is " : " pictures are ") + what);
        }
    }

    private void test(List<String> wanted, boolean asJson) throws CommandException, InterruptedException {
        List<Object> answers = new ArrayList<>();
        int failed = 0;
        for (String file : wanted) {
            try {
                List<Faces.Match> found = faces.test(FaceFiles.read(files.apply(file)));
                found.forEach(match -> answers.add(asJson ? fields(file, match) : file + ": " + said(match)));
                if (found.isEmpty() && !asJson) {
                    answers.add(file + ": there is no face on it");
                }
            } catch (FaceException e) {
                failed++;
                answers.add(asJson ? Map.of("file", file, "error", e.getMessage()) : file + ": " + e.getMessage());
            }
        }
        if (asJson) {
            out.println(Text.json(answers));
        } else {
            answers.forEach(out::println);
        }
        complain(failed, wanted.size(), "not tested");
    }

    private static String said(Faces.Match match) {
        FaceFinding who = match.who();
        String word = who.list() == FaceList.UNKNOWN
                ? "nobody who is enrolled, most similar "
                : who.name() + ", " + who.list().word() + ", similarity ";
        return word + Text.fraction(who.similarity()) + ", quality " + Text.fraction(match.quality()) + ", at "
                + String.join(" ", place(match).stream().map(Text::fraction).toList());
    }

    private static List<Double> place(Faces.Match match) {
        return List.of(
                match.face().x(),
                match.face().y(),
                match.face().width(),
                match.face().height());
    }

    private static Map<String, Object> fields(String file, Faces.Match match) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", file);
        fields.put("bbox", place(match));
        fields.put("quality", match.quality());
        fields.put(
                "name",
                match.who().list() == FaceList.UNKNOWN ? null : match.who().name());
        fields.put("list", match.who().list().word());
        fields.put("similarity", match.who().similarity());
        return fields;
    }
}
