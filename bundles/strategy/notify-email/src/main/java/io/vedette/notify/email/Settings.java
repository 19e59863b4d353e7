package io.vedette.notify.email;

import io.vedette.notice.BadSetting;
import io.vedette.notice.Form;
import io.vedette.notice.Redaction;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Validated settings of e-mail. Immutable.
 *
 * @param host the mail server
 * @param login empty where none is wanted
 * @param from the sender's address
 * @param to addresses, at least one, each once
 */
record Settings(String host, int port, Security security, Optional<Login> login, String from, List<String> to) {

    static final String PID = "io.vedette.notify.email";

    private static final String HOST = "[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\\[?[0-9A-Fa-f:]{2,45}]?";
    private static final int MOST_RECIPIENTS = 20;

    /** How the connection is kept from others. */
    enum Security {
        STARTTLS,
        TLS,
        NONE
    }

    /** Who we are at the server. */
    record Login(String user, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return user;
        }
    }

    Settings {
        to = List.copyOf(to);
    }

    /**
     * Reads a configuration; empty where there is no host.
     *
     * @throws BadSetting at the first value out of range
     */
    static Optional<Settings> read(Form form) throws BadSetting {
        Security security = security(form);
        int port = form.number(
                "port",
                Map.of(Security.STARTTLS, 587, Security.TLS, 465, Security.NONE, 25)
                        .get(security),
                1,
                65_535);
        Optional<Login> login = login(form);
        Optional<String> host = form.text("host");
        if (host.isEmpty()) {
            return Optional.empty();
        }
        if (!host.get().matches(HOST)) {
            throw form.bad("host", host.get(), "the name or number of a host");
        }
        return Optional.of(new Settings(
                host.get().replaceAll("[\\[\\]]", ""), port, security, login, from(form, login), recipients(form)));
    }

    private static Security security(Form form) throws BadSetting {
        String text = form.text("security").orElse("starttls");
        for (Security each : Security.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(text)) {
                return each;
            }
        }
        throw form.bad("security", text, "starttls, tls or none");
    }

    private static Optional<Login> login(Form form) throws BadSetting {
        Optional<String> user = form.secret("user");
        Optional<String> password = form.secret("password");
        if (user.isPresent() != password.isPresent()) {
            throw form.badSecret("password", "is given where user is, and only there");
        }
        return user.map(name -> new Login(name, password.get()));
    }

    private static String from(Form form, Optional<Login> login) throws BadSetting {
        Optional<String> text = form.text("from");
        if (text.isEmpty() && login.filter(each -> isAddress(each.user())).isPresent()) {
            return login.get().user();
        }
        if (text.isEmpty() || !isAddress(text.get())) {
            throw form.bad("from", text.orElse(""), "an address such as vedette@example.org");
        }
        return text.get();
    }

    private static List<String> recipients(Form form) throws BadSetting {
        String text = form.text("to").orElse("");
        List<String> to = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            String address = each.strip();
            if (!address.isEmpty() && !to.contains(address)) {
                if (!isAddress(address)) {
                    throw form.bad("to", address, "an address such as anna@example.org");
                }
                to.add(address);
            }
        }
        if (to.isEmpty() || to.size() > MOST_RECIPIENTS) {
            throw form.bad("to", text, "1 to " + MOST_RECIPIENTS + " addresses, separated by commas");
        }
        return to;
    }

    /** Whether it is one bare address (RFC 5322, addr-spec) with a domain. */
    private static boolean isAddress(String text) {
        try {
            InternetAddress address = new InternetAddress(text, true);
            return text.equals(address.getAddress()) && text.indexOf('@') > 0;
        } catch (AddressException e) {
            return false;
        }
    }

    /** Whether a password goes to another machine unencrypted. */
    boolean isPasswordBare() {
        return security == Security.NONE
                && login.isPresent()
                && !host.equals("localhost")
                && !host.startsWith("127.")
                && !host.equals("::1");
    }

    /** Takes out of the server's words what is nobody's business, passwords as they travel included. */
    Redaction redaction() {
        List<String> secrets = new ArrayList<>(to);
        login.ifPresent(each -> {
            secrets.add(each.password());
            secrets.add(base64(each.password()));
            secrets.add(base64("\0" + each.user() + "\0" + each.password()));
        });
        return new Redaction(secrets);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Without secrets and recipients. */
    @Override
    public String toString() {
        return host + ":" + port + " (" + security.name().toLowerCase(Locale.ROOT) + "), " + to.size()
                + (to.size() == 1 ? " recipient" : " recipients");
    }
}
