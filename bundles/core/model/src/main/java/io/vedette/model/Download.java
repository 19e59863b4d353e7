package io.vedette.model;

import io.vedette.core.spi.model.ModelException;
import io.vedette.core.spi.model.Models.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.net.ssl.SSLException;

/**
 * One attempt to fetch the rest of a model over HTTP into its part file. The server is not believed: redirects stay on its host,
 * web pages and wrong lengths are refused before anything is written. Confined to one call.
 */
final class Download {
    private static final int CONNECT_MS = 15_000;
    private static final int SILENCE_MS = 30_000;
    private static final int MOST_REDIRECTS = 5;
    private static final int RANGE_REFUSED = 416;
    private static final int CHUNK_BYTES = 1 << 16;

    private final CatalogueEntry entry;
    private final PartFile part;
    private final Progress progress;
    private final int silenceMs;
    private URI address;

    Download(CatalogueEntry entry, URI address, PartFile part, Progress progress) {
        this(entry, address, part, progress, SILENCE_MS);
    }

    Download(CatalogueEntry entry, URI address, PartFile part, Progress progress, int silenceMs) {
        this.entry = entry;
        this.address = address;
        this.part = part;
        this.progress = progress;
        this.silenceMs = silenceMs;
    }

    /** Fetches what is missing. */
    void run() throws ModelException {
        HttpURLConnection connection = null;
        try {
            connection = answered();
            if (connection.getResponseCode() == RANGE_REFUSED && part.length() > 0) {
                connection.disconnect();
                startOver();
                connection = answered();
            }
            check(connection);
            read(connection);
        } catch (IOException e) {
            throw unreachable(e);
        } finally {
            if (connection != null) {
                connection.disconnect();
            }
        }
    }

    /** Asks for what is missing, and follows the server within itself. */
    private HttpURLConnection answered() throws IOException, ModelException {
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout(CONNECT_MS);
            connection.setReadTimeout(silenceMs);
            connection.setRequestProperty("User-Agent", "Vedette");
            connection.setRequestProperty("Accept-Encoding", "identity");
            if (part.length() > 0) {
                connection.setRequestProperty("Range", "bytes=" + part.length() + "-");
            }
            int status = connection.getResponseCode();
            String location = connection.getHeaderField("Location");
            if (status < 300 || status >= 400 || location == null) {
                return connection;
            }
            connection.disconnect();
            address = followed(location);
        }
        throw entry.problem(host() + " redirects in circles");
    }

    private URI followed(String location) throws ModelException {
        URI next;
        try {
            next = address.resolve(location);
        } catch (IllegalArgumentException e) {
            throw entry.problem(host() + " redirects to something that is no address");
        }
        boolean sameHost = address.getHost().equalsIgnoreCase(next.getHost());
        boolean asSafe = "https".equals(next.getScheme()) || address.getScheme().equals(next.getScheme());
        if (!sameHost || !asSafe) {
            throw entry.problem(host() + " sends elsewhere, to " + next.getScheme() + "://" + next.getHost()
                    + "; that is not followed (a login page of this network?)");
        }
        return next;
    }

    private void check(HttpURLConnection connection) throws IOException, ModelException {
        int status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK && status != HttpURLConnection.HTTP_PARTIAL) {
            String reason = connection.getResponseMessage();
            throw entry.problem(host() + " answers " + status + (reason == null ? "" : " " + plain(reason)));
        }
        String type = String.valueOf(connection.getContentType()).toLowerCase(Locale.ROOT);
        if (type.startsWith("text/html")) {
            throw webPage();
        }
        long total = connection.getContentLengthLong();
        if (status == HttpURLConnection.HTTP_PARTIAL) {
            total = totalOfRange(connection);
        } else if (part.length() > 0) {
            startOver();
        }
        if (total >= 0 && total != entry.bytes()) {
            throw entry.problem(
                    "the file at " + host() + " has " + total + " bytes instead of " + entry.bytes() + "; not taken");
        }
    }

    private void startOver() throws ModelException {
        part.restart();
        progress.say(entry.id() + ": " + host() + " cannot go on where it broke off; it starts from the beginning");
    }

    /** The whole file's length, or -1 where the server does not know it. */
    private long totalOfRange(HttpURLConnection connection) throws ModelException {
        String range = String.valueOf(connection.getHeaderField("Content-Range"));
        if (!range.matches("bytes " + part.length() + "-\\d{1,18}/(\\d{1,18}|\\*)")) {
            throw entry.problem(host() + " answers with another part of the file than was asked for");
        }
        String total = range.substring(range.indexOf('/') + 1);
        return total.equals("*") ? -1 : Long.parseLong(total);
    }

    private void read(HttpURLConnection connection) throws ModelException {
        byte[] chunk = new byte[CHUNK_BYTES];
        long had = part.length();
        progress.at(had, entry.bytes());
        try (InputStream in = connection.getInputStream()) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                if (part.length() == 0 && looksLikeWebPage(chunk, read)) {
                    throw webPage();
                }
                if (part.length() + read > entry.bytes()) {
                    part.restart();
                    throw entry.problem(
                            host() + " sends more than the " + entry.bytes() + " bytes of the model; not taken");
                }
                part.append(chunk, read);
                progress.at(part.length(), entry.bytes());
            }
        } catch (IOException e) {
            throw brokenOff(e instanceof SocketTimeoutException ? "fell silent" : "broke off");
        }
        if (part.length() < entry.bytes()) {
            throw brokenOff("broke off");
        }
    }

    private ModelException brokenOff(String how) throws ModelException {
        return entry.problem("the connection to " + host() + " " + how + " after " + Size.of(part.length()) + " of "
                + Size.of(entry.bytes()) + "; the same command goes on from there");
    }

    private ModelException webPage() {
        return entry.problem(
                host() + " answers with a web page in place of the model; not taken (a login page of this network?)");
    }

    /** No model begins so. */
    private static boolean looksLikeWebPage(byte[] chunk, int length) {
        String start = new String(chunk, 0, Math.min(length, 256), StandardCharsets.ISO_8859_1)
                .strip()
                .toLowerCase(Locale.ROOT);
        return start.startsWith("<!doctype") || start.startsWith("<html") || start.startsWith("<?xml");
    }

    private ModelException unreachable(IOException e) {
        if (e instanceof UnknownHostException) {
            return entry.problem(host() + " cannot be found; is there a network?");
        }
        if (e instanceof SSLException) {
            return entry.problem("the connection to " + host() + " is not safe: " + plain(e.getMessage()));
        }
        if (e instanceof ConnectException || e instanceof SocketTimeoutException) {
            return entry.problem(host() + " cannot be reached: " + plain(e.getMessage()));
        }
        return entry.problem(
                host() + " does not answer as a web server does: " + plain(String.valueOf(e.getMessage())));
    }

    private String host() {
        return address.getHost();
    }

    /** What a stranger says, in one short line. */
    private static String plain(String text) {
        String line = String.valueOf(text).replaceAll("[^\\x20-\\x7e]+", " ").strip();
        return line.length() > 120 ? line.substring(0, 120) + "…" : line;
    }
}
