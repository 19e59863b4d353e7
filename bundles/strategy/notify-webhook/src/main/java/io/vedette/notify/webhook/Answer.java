package io.vedette.notify.webhook;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * The beginning of an answer's body. It is complete with what came when the connection breaks, since the status line has said all
 * that matters; of a yes nothing is waited for. Confined to the connection.
 */
final class Answer implements HttpResponse.BodySubscriber<String> {

    private static final int ENOUGH = 4096;
    private static final int MOST = 65_536;

    private final CompletableFuture<String> text = new CompletableFuture<>();
    private final ByteArrayOutputStream begin = new ByteArrayOutputStream();
    private Flow.Subscription subscription;
    private long read;

    static HttpResponse.BodySubscriber<String> to(HttpResponse.ResponseInfo info) {
        Answer answer = new Answer();
        if (info.statusCode() / 100 == 2) {
            answer.text.complete("");
        }
        return answer;
    }

    @Override
    public CompletionStage<String> getBody() {
        return text;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer each : buffers) {
            byte[] bytes = new byte[Math.min(each.remaining(), Math.max(0, ENOUGH - begin.size()))];
            read += each.remaining();
            each.get(bytes);
            begin.write(bytes, 0, bytes.length);
        }
        if (begin.size() >= ENOUGH) {
            onComplete();
        }
        if (read > MOST) {
            // An endless answer; a short one is read to its end, so that the connection can serve again.
            subscription.cancel();
        }
    }

    @Override
    public void onError(Throwable failure) {
        onComplete();
    }

    @Override
    public void onComplete() {
        text.complete(begin.toString(StandardCharsets.UTF_8));
    }
}
