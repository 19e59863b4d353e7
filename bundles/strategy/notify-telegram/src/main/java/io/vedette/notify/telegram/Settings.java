package io.vedette.notify.telegram;

import io.vedette.notice.BadSetting;
import io.vedette.notice.Form;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Validated settings of the bot. Immutable.
 *
 * @param token of the bot; a secret
 * @param chats ids, or names of channels with @; at least one, each once
 * @param api where the Bot API is, without a slash at its end
 */
record Settings(String token, List<String> chats, URI api) {

    static final String PID = "io.vedette.notify.telegram";

    private static final Pattern TOKEN = Pattern.compile("[0-9]{1,20}:[A-Za-z0-9_-]{1,100}");
    private static final Pattern CHAT = Pattern.compile("-?[0-9]{1,20}|@[A-Za-z][A-Za-z0-9_]{3,40}");
    private static final int MOST_CHATS = 20;
    private static final String API = "https://api.telegram.org";

    Settings {
        chats = List.copyOf(chats);
    }

    /**
     * Reads a configuration; empty where there is no token.
     *
     * @throws BadSetting at the first value out of range
     */
    static Optional<Settings> read(Form form) throws BadSetting {
        URI api = api(form);
        Optional<String> token = form.secret("token");
        if (token.isEmpty()) {
            return Optional.empty();
        }
        if (!TOKEN.matcher(token.get()).matches()) {
            throw form.badSecret("token", "as BotFather gives it, such as 123456:ABC-DEF");
        }
        return Optional.of(new Settings(token.get(), chats(form), api));
    }

    private static List<String> chats(Form form) throws BadSetting {
        String text = form.secret("chat").orElse("");
        List<String> chats = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            String chat = each.strip();
            if (!chat.isEmpty() && !chats.contains(chat)) {
                if (!CHAT.matcher(chat).matches()) {
                    throw form.bad("chat", chat, "an id such as 12345 or -100123, or @name of a channel");
                }
                chats.add(chat);
            }
        }
        if (chats.isEmpty() || chats.size() > MOST_CHATS) {
            throw form.bad("chat", text, "1 to " + MOST_CHATS + " chats, separated by commas");
        }
        return chats;
    }

    private static URI api(Form form) throws BadSetting {
        String text = form.text("api").orElse(API);
        try {
            URI api = new URI(text.replaceAll("/+$", ""));
            boolean scheme = "http".equals(api.getScheme()) || "https".equals(api.getScheme());
            if (scheme
                    && api.getHost() != null
                    && api.getRawUserInfo() == null
                    && api.getRawQuery() == null
                    && api.getRawFragment() == null
                    && api.getPort() != 0
                    && api.getPort() <= 65_535) {
                return api;
            }
        } catch (URISyntaxException e) {
            throw form.badSecret("api", "http://host or https://host");
        }
        throw form.badSecret("api", "http://host or https://host, without user and query");
    }

    /** Without the token. */
    @Override
    public String toString() {
        return api.getHost() + ", " + chats.size() + (chats.size() == 1 ? " chat" : " chats");
    }
}
