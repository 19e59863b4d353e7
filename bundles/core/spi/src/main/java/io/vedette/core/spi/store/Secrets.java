package io.vedette.core.spi.store;

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
public final class Secrets {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\[(?:(env|secret):([A-Za-z0-9_.-]{1,100})])?");

    private final Path secrets;
    private final UnaryOperator<String> environment;

    /** The secrets of a home, and the environment's. */
    public Secrets(Home home) {
        this(home.etc().resolve("secrets"), System::getenv);
    }

    /** The secrets of a folder, one file each, and of an environment, which gives null for what it has not. */
    public Secrets(Path secrets, UnaryOperator<String> environment) {
        this.secrets = secrets;
        this.environment = environment;
    }

    /** A secret cannot be had; the message says which and why, and no secret. */
    public static final class Missing extends Exception {
        private static final long serialVersionUID = 1L;

        Missing(String message) {
            super(message);
        }
    }

    /**
     * The text with every placeholder replaced once.
     *
     * @throws Missing a secret is not there, or what begins like a placeholder is none
     */
    public String fill(String text) throws Missing {
        Matcher matcher = PLACEHOLDER.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            if (matcher.group(1) == null) {
                throw new Missing(
                        "behind $[ stands env:NAME] or secret:name], the name of 1 to 100 letters, digits, dots, _ and -");
            }
            String value = matcher.group(1).equals("env") ? variable(matcher.group(2)) : secret(matcher.group(2));
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(filled).toString();
    }

    private String variable(String name) throws Missing {
        String value = environment.apply(name);
        if (value == null) {
            throw new Missing("the environment has no variable " + name);
        }
        return value;
    }

    private String secret(String name) throws Missing {
        try {
            return Files.readString(secrets.resolve(name)).strip();
        } catch (IOException e) {
            throw new Missing("there is no readable secret etc/secrets/" + name);
        }
    }
}
