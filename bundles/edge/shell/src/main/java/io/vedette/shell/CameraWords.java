package io.vedette.shell;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a command line tells of a camera. The shell itself takes options in front of the arguments only; people write them behind,
 * too. Confined to one call.
 */
final class CameraWords {
    /** The options that stand for settings. */
    static final Map<String, String> KEYS =
            Map.of("--labels", "labels", "--fps", "detect.fps", "--detector", "detector");

    private final Map<String, String> settings = new LinkedHashMap<>();
    private boolean json;

    CameraWords(String uri, boolean json) {
        settings.put("uri", uri);
        this.json = json;
    }

    /** A setting; null where it is not told. */
    void put(String key, String value) {
        if (value != null) {
            settings.put(key, value);
        }
    }

    /** Reads {@code KEY=VALUE}, {@code --option VALUE} and {@code --json}. */
    void read(List<String> words) {
        Iterator<String> left = words.iterator();
        while (left.hasNext()) {
            String word = left.next();
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (word.equals("--json")) {
                json = true;
            } else if (KEYS.containsKey(name)) {
                if (equals < 0 && !left.hasNext()) {
                    throw new IllegalArgumentException("The option " + name + " needs a value");
                }
                settings.put(KEYS.get(name), equals < 0 ? left.next() : word.substring(equals + 1));
            } else if (equals < 1 || word.startsWith("-")) {
                // Nothing of it is shown: it may be a piece of an address.
                throw new IllegalArgumentException("Behind the address stand KEY=VALUE and the options "
                        + String.join(", ", KEYS.keySet().stream().sorted().toList()) + " and --json");
            } else {
                settings.put(name, word.substring(equals + 1));
            }
        }
    }

    Map<String, String> settings() {
        return settings;
    }

    boolean json() {
        return json;
    }
}
