package io.vedette.pipeline.book;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts secrets in: {@code $[env:NAME]} from the environment, {@code $[secret:name]} from the file {@code etc/secrets/name}.
 * Immutable.
 */
public final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\[(?:(env|secret):([A-Za-z0-9_.-]{1,100})])?");

    private final Path secrets;
    private final UnaryOperator<String> environment;

    public Placeholders(Path secrets, UnaryOperator<String> environment) {
        this.secrets = secrets;
        this.environment = environment;
    }

    /** The text with every placeholder replaced once; what only looks like a placeholder is refused. */
    String fill(String text) throws SettingsReader.BadValue {
        Matcher matcher = PLACEHOLDER.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            if (matcher.group(1) == null) {
                throw new SettingsReader.BadValue(
                        "behind $[ stands env:NAME] or secret:name], the name of 1 to 100 letters, digits, dots, _ and -");
            }
            String value = matcher.group(1).equals("env") ? variable(matcher.group(2)) : secret(matcher.group(2));
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(filled).toString();
    }

    private String variable(String name) throws SettingsReader.BadValue {
        String value = environment.apply(name);
        if (value == null) {
            throw new SettingsReader.BadValue("the environment has no variable " + name);
        }
        return value;
    }

    private String secret(String name) throws SettingsReader.BadValue {
        try {
            return Files.readString(secrets.resolve(name)).strip();
        } catch (IOException e) {
            throw new SettingsReader.BadValue("there is no readable secret etc/secrets/" + name);
        }
    }
}
