package io.vedette.itests.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The layers of the house and who may know whom. Immutable. */
final class House {
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(io\\.vedette[a-z0-9.]*)</artifactId>");
    private static final String SPI = "io.vedette.core.spi";

    private final Map<String, String> layers;

    House(Map<String, String> layers) {
        this.layers = Map.copyOf(layers);
    }

    /** Reads from the source tree which bundle lives in which layer: {@code bundles/LAYER/ROOM/pom.xml}, or its own like api. */
    static House of(Path root) throws IOException {
        Map<String, String> layers = new TreeMap<>();
        Path bundles = root.resolve("bundles");
        try (Stream<Path> files = Files.walk(bundles, 3)) {
            for (Path pom : (Iterable<Path>) files.filter(each -> each.endsWith("pom.xml"))::iterator) {
                Path place = bundles.relativize(pom);
                Matcher matcher = ARTIFACT.matcher(Files.readString(pom));
                boolean bundle = Files.isDirectory(pom.resolveSibling("src"));
                if (bundle && matcher.find()) {
                    layers.put(matcher.group(1), place.getName(0).toString());
                }
            }
        }
        layers.computeIfPresent(SPI, (name, layer) -> "spi");
        return new House(layers);
    }

    /** {@code edge core spi strategy native api}; empty for what is not ours. */
    Optional<String> layer(String bundle) {
        return Optional.ofNullable(layers.get(bundle));
    }

    /** Why one of our bundles must not use the other; empty where it may, or where one is not ours. */
    Optional<String> forbids(String user, String used) {
        if (user.equals(used) || !layers.containsKey(user) || !layers.containsKey(used)) {
            return Optional.empty();
        }
        return allowed(user, used)
                ? Optional.empty()
                : Optional.of(user + " (" + layers.get(user) + ") uses " + used + " (" + layers.get(used) + ")");
    }

    /** JavaCPP is there once for the process, so native bundles take it from the one that has it. */
    private boolean allowed(String user, String used) {
        String to = layers.get(used);
        return switch (layers.get(user)) {
            case "strategy" -> to.equals("api") || to.equals("native");
            case "core" -> to.equals("api")
                    || to.equals("spi")
                    || (user.equals("io.vedette.media") && used.equals("io.vedette.native.javacv"));
            case "edge" -> to.equals("api") || to.equals("spi");
            case "spi" -> to.equals("api");
            case "native" -> used.equals("io.vedette.native.javacv");
            default -> false;
        };
    }
}
