package io.vedette.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.api.model.ModelTrial;
import io.vedette.core.spi.model.ModelException;
import io.vedette.core.spi.model.ModelStatus;
import io.vedette.core.spi.model.Models.Verdict;
import io.vedette.core.spi.store.Home;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The command line {@code models list|pull|import|verify|check|remove}, in a process of its own without a framework; the launcher calls
 * it by name. A running instance finds by itself what it changes. Confined to one thread.
 */
public final class ModelsCommand {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final String USAGE_LINE =
            "models knows: list [--json], pull [ID…], import FILE [ID], verify, check [ID…], remove ID…";

    private final ModelShelf shelf;
    private final Supplier<ModelCheck> check;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;

    private record PlainHome(Path root, Optional<Path> modelMirror) implements Home {}

    /** Says what went wrong, and that a script should know. */
    private static final class Misuse extends Exception {
        private static final long serialVersionUID = 1L;

        Misuse(String message) {
            super(message);
        }
    }

    /** {@code check} is asked only when something is to be tried. */
    ModelsCommand(ModelShelf shelf, Supplier<ModelCheck> check, PrintStream out, PrintStream err, boolean terminal) {
        this.shelf = shelf;
        this.check = check;
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /**
     * Runs a command line.
     *
     * @param words what stands behind {@code models}
     * @param home the home folder, there or not
     * @param mirror the offline mirror, or null
     * @return the exit status: 0 done, 1 failed, 2 misused
     */
    public static int run(List<String> words, Path home, Path mirror, PrintStream out, PrintStream err) {
        PlainHome plain = new PlainHome(home, Optional.ofNullable(mirror));
        Catalogue catalogue = Catalogue.shipped();
        Consumer<String> complaints = complaint -> err.println("vedette: " + complaint);
        ModelShelf shelf = new ModelShelf(plain, catalogue, ModelShelf.server(), complaints);
        Supplier<ModelCheck> check =
                () -> new ModelCheck(new PresentModels(plain, catalogue, complaint -> {}), List.copyOf(trials()));
        return new ModelsCommand(shelf, check, out, err, Boolean.getBoolean("vedette.terminal")).run(words);
    }

    private static List<ModelTrial> trials() {
        List<ModelTrial> trials = new ArrayList<>();
        ServiceLoader.load(ModelTrial.class, ModelsCommand.class.getClassLoader())
                .forEach(trials::add);
        return trials;
    }

    int run(List<String> words) {
        String verb = words.isEmpty() ? "list" : words.get(0);
        List<String> rest = words.isEmpty() ? List.of() : words.subList(1, words.size());
        try {
            return switch (verb) {
                case "list", "--json" -> list(words);
                case "pull" -> pull(rest);
                case "import" -> importFile(rest);
                case "verify" -> verify(rest);
                case "check" -> check(rest);
                case "remove" -> remove(rest);
                default -> throw new Misuse("there is no 'models " + verb + "'; " + USAGE_LINE);
            };
        } catch (Misuse e) {
            err.println("vedette: " + e.getMessage());
            return USAGE;
        }
    }

    private int list(List<String> words) throws Misuse {
        List<String> options = new ArrayList<>(words);
        options.remove("list");
        boolean json = options.remove("--json");
        if (!options.isEmpty()) {
            throw new Misuse("models list takes no '" + options.get(0) + "'; " + USAGE_LINE);
        }
        List<ModelStatus> models = shelf.all();
        if (json) {
            out.println(json(models.stream().map(this::fields).toList()));
        } else {
            new ModelTable(models).print(out);
        }
        return DONE;
    }

    private Map<String, Object> fields(ModelStatus model) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", model.id());
        fields.put("task", model.task());
        fields.put("bytes", model.bytes());
        fields.put("licence", model.licence());
        fields.put("state", model.place().name().toLowerCase(Locale.ROOT));
        fields.put("default", shelf.defaults().contains(model.id()));
        fields.put("sha256", model.sha256());
        fields.put("path", model.path().map(Path::toString).orElse(null));
        return fields;
    }

    private static String json(Object value) {
        try {
            return new ObjectMapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a plain value", e);
        }
    }

    private int pull(List<String> ids) throws Misuse {
        refuseOptions(ids);
        int failed = 0;
        for (String id : ids.isEmpty() ? shelf.defaults() : ids) {
            PullProgress progress = new PullProgress(out, err, terminal);
            try {
                Path path = shelf.pull(id, progress);
                progress.clear();
                out.println(id + ": " + path);
            } catch (ModelException e) {
                progress.clear();
                failed += failed(e);
            }
        }
        return failed == 0 ? DONE : FAILED;
    }

    private int importFile(List<String> words) throws Misuse {
        refuseOptions(words);
        if (words.isEmpty() || words.size() > 2) {
            throw new Misuse("models import wants FILE [ID]; " + USAGE_LINE);
        }
        PullProgress progress = new PullProgress(out, err, terminal);
        try {
            Path file = Path.of(words.get(0)).toAbsolutePath().normalize();
            ModelStatus model = shelf.importFile(file, words.stream().skip(1).findFirst(), progress);
            progress.clear();
            out.println(model.id() + ": licence " + model.licence() + ", "
                    + model.path().orElseThrow());
            return DONE;
        } catch (ModelException e) {
            progress.clear();
            return failed(e);
        }
    }

    private int verify(List<String> words) throws Misuse {
        if (!words.isEmpty()) {
            throw new Misuse("models verify takes no '" + words.get(0) + "'; " + USAGE_LINE);
        }
        Verdict verdict = shelf.verify();
        for (ModelStatus model : verdict.whole()) {
            out.println(model.id() + ": whole, " + model.path().orElseThrow());
        }
        verdict.complaints().forEach(complaint -> err.println("vedette: " + complaint));
        if (verdict.whole().isEmpty() && verdict.complaints().isEmpty()) {
            out.println("No model is here; get the usual ones with: ./vedette models pull");
        }
        return verdict.complaints().isEmpty() ? DONE : FAILED;
    }

    private int check(List<String> ids) throws Misuse {
        refuseOptions(ids);
        List<String> asked = ids;
        if (ids.isEmpty()) {
            asked = shelf.all().stream()
                    .filter(model -> model.place() == ModelStatus.Place.OWN)
                    .map(ModelStatus::id)
                    .toList();
            if (asked.isEmpty()) {
                out.println("No model of your own is here: each needs a NAME.model.json beside it");
            }
        }
        ModelCheck trial = check.get();
        int failed = 0;
        for (String id : asked) {
            try {
                out.println(trial.of(id));
            } catch (ModelException e) {
                failed += failed(e);
            }
        }
        return failed == 0 ? DONE : FAILED;
    }

    private int remove(List<String> ids) throws Misuse {
        refuseOptions(ids);
        if (ids.isEmpty()) {
            throw new Misuse("models remove wants an ID; " + USAGE_LINE);
        }
        int failed = 0;
        for (String id : ids) {
            try {
                shelf.remove(id);
                out.println(id + ": removed");
            } catch (ModelException e) {
                failed += failed(e);
            }
        }
        return failed == 0 ? DONE : FAILED;
    }

    private int failed(ModelException e) {
        err.println("vedette: " + e.getMessage());
        return FAILED;
    }

    private static void refuseOptions(List<String> words) throws Misuse {
        for (String each : words) {
            if (each.startsWith("--")) {
                throw new Misuse("this command takes no option '" + each + "'; " + USAGE_LINE);
            }
        }
    }
}
