package io.vedette.notify.webhook;

import io.vedette.api.event.EventMessage;
import io.vedette.api.event.SinkException;
import io.vedette.api.event.SinkRejectedException;
import io.vedette.notice.Notice;
import io.vedette.notice.PictureWait;
import io.vedette.notice.Redaction;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts messages under one set of settings. What the receiver asked to wait is waited across messages: until then each attempt
 * fails at once. Confined to core's thread of the sink.
 */
final class Courier {

    /** Of what the receiver asks to wait, so much is granted. */
    private static final Duration MOST_WAIT = Duration.ofMinutes(5);

    private static final Set<Integer> AGAIN = Set.of(408, 425, 429);

    private final Settings settings;
    private final Redaction redaction;
    private final PictureWait pictures;
    private final InstantSource clock;
    private final HttpClient client;
    private Instant notBefore = Instant.MIN;

    Courier(Settings settings, PictureWait pictures, InstantSource clock) {
        this.settings = settings;
        this.redaction = settings.redaction();
        this.pictures = pictures;
        this.clock = clock;
        // HTTP/1.1: the wish to upgrade confuses small servers, and one message at a time gains nothing by HTTP/2.
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.timeout())
                .build();
    }

    void deliver(EventMessage message) throws SinkException, InterruptedException {
        Notice notice = Notice.of(message);
        Instant now = clock.instant();
        if (now.isBefore(notBefore)) {
            throw new SinkException(settings.shown() + " asked to wait "
                    + Duration.between(now, notBefore).toSeconds() + " s more");
        }
        try {
            judge(send(request(message, notice)));
        } catch (SinkRejectedException e) {
            throw e;
        } catch (SinkException e) {
            if (isTooOld(notice)) {
                throw new SinkRejectedException(
                        "given up, as the event is older than " + settings.giveUp() + ": " + e.getMessage());
            }
            throw e;
        }
    }

    private boolean isTooOld(Notice notice) {
        return !settings.giveUp().isZero()
                && notice.at().isPresent()
                && clock.instant().isAfter(notice.at().get().plus(settings.giveUp()));
    }

    private HttpRequest request(EventMessage message, Notice notice) throws InterruptedException {
        byte[] body = body(message, notice).getBytes(StandardCharsets.UTF_8);
        long timestamp = clock.instant().getEpochSecond();
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.url())
                .timeout(settings.timeout())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .setHeader("User-Agent", "Vedette");
        settings.headers().forEach(request::setHeader);
        request.setHeader("Content-Type", "application/json")
                .setHeader("Idempotency-Key", message.eventId() + ":" + message.seq())
                .setHeader("X-Vedette-Timestamp", String.valueOf(timestamp));
        settings.secret()
                .ifPresent(secret -> request.setHeader("X-Vedette-Signature", Signature.of(secret, timestamp, body)));
        return request.build();
    }

    private String body(EventMessage message, Notice notice) throws InterruptedException {
        if (!settings.picture()) {
            return message.json();
        }
        Optional<byte[]> jpeg = pictures.of(notice);
        if (jpeg.isEmpty()) {
            return message.json();
        }
        String open = message.json().stripTrailing();
        open = open.substring(0, open.length() - 1).stripTrailing();
        return open + (open.endsWith("{") ? "" : ",") + "\"image\":\"data:image/jpeg;base64,"
                + Base64.getEncoder().encodeToString(jpeg.get()) + "\"}";
    }

    private HttpResponse<String> send(HttpRequest request) throws SinkException, InterruptedException {
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request, Answer::to);
        try {
            return answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof HttpTimeoutException
                    && !(e.getCause() instanceof HttpConnectTimeoutException)) {
                throw late();
            }
            // Of the cause only the kind: its text may hold the address.
            throw new SinkException(settings.shown() + " cannot be reached: "
                    + e.getCause().getClass().getSimpleName());
        } catch (TimeoutException e) {
            throw late();
        } finally {
            answer.cancel(true);
        }
    }

    private SinkException late() {
        return new SinkException(settings.shown() + " did not answer within "
                + settings.timeout().toSeconds() + " s");
    }

    private void judge(HttpResponse<String> response) throws SinkException {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return;
        }
        String said = redaction.of(response.body());
        String told = settings.shown() + " answered " + status + (said.isEmpty() ? "" : ": " + said);
        if (AGAIN.contains(status) || status / 100 == 5) {
            response.headers().firstValue("Retry-After").flatMap(this::until).ifPresent(until -> notBefore = until);
            throw new SinkException(told);
        }
        if (status / 100 == 3) {
            String where =
                    response.headers().firstValue("Location").map(this::host).orElse("nowhere");
            throw new SinkRejectedException(told + " (redirected to " + where + ", which is not followed)");
        }
        throw new SinkRejectedException(told);
    }

    private String host(String location) {
        try {
            return redaction.of(
                    String.valueOf(settings.url().resolve(URI.create(location)).getHost()));
        } catch (IllegalArgumentException e) {
            return "an address that cannot be read";
        }
    }

    /** Retry-After in seconds or as a date (RFC 9110, 10.2.3); empty where it cannot be read. */
    private Optional<Instant> until(String retryAfter) {
        Instant now = clock.instant();
        Instant asked;
        if (retryAfter.matches("[0-9]{1,9}")) {
            asked = now.plusSeconds(Long.parseLong(retryAfter));
        } else {
            try {
                asked = ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
        Instant most = now.plus(MOST_WAIT);
        return Optional.of(asked.isAfter(most) ? most : asked);
    }
}
