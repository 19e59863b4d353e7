package io.vedette.pipeline.expert;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.DetectorInfo;
import io.vedette.api.media.Frame;
import io.vedette.core.spi.expert.FaceLooks;
import io.vedette.core.spi.media.Scaler;
import io.vedette.pipeline.schedule.Urgency;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Has the faces of single pictures looked for by the detectors that serve cameras, after their looks. Thread-safe. */
@Component
public final class FaceDesk implements FaceLooks {

    private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long AGAIN_MS = 200;
    private static final double LEAST_SCORE = 0.5;
    private static final Wish WISH = new Wish("(gallery)", "auto", Set.of(Wish.FACE), Urgency.BACKGROUND, 1);

    private final ExpertRegistry experts;
    private final Scaler scaler;

    @Activate
    public FaceDesk(@Reference ExpertRegistry experts, @Reference Scaler scaler) {
        this.experts = experts;
        this.scaler = scaler;
    }

    @Override
    public List<Detection> faces(Frame frame) throws DetectorException, InterruptedException {
        long endNs = System.nanoTime() + LIMIT_NS;
        Semaphore news = new Semaphore(0);
        try (Listening listening = listen(news::release)) {
            while (System.nanoTime() - endNs < 0) {
                Answer answer = ask(frame, endNs);
                if (answer.outcome() == Answer.Outcome.ANSWERED) {
                    return answer.detections();
                }
                if (answer.outcome() == Answer.Outcome.FAILED) {
                    throw new DetectorException("the detector of faces failed; the log tells why");
                }
                news.tryAcquire(AGAIN_MS, TimeUnit.MILLISECONDS);
            }
        }
        throw new DetectorException(
                "no detector of faces answered within 10 s; vedette:detectors tells which are there");
    }

    /** One question; expired where nobody takes it. */
    private Answer ask(Frame frame, long endNs) throws DetectorException, InterruptedException {
        BlockingQueue<Answer> reply = new ArrayBlockingQueue<>(1);
        Frame held = frame.retain();
        FrameLook look = new FrameLook(held, Box.FRAME, LEAST_SCORE, scaler);
        Question question = new Question(WISH, endNs, look, reply::add, held::close);
        if (!experts.detectors().offer(question)) {
            held.close();
            if (!experts.detectors().promising(WISH)) {
                throw new DetectorException(
                        "no detector of faces serves; ./vedette models pull face-yunet-640 gets a model for it");
            }
            return Answer.EXPIRED;
        }
        Answer answer = reply.poll(Math.max(1, endNs - System.nanoTime()), TimeUnit.NANOSECONDS);
        if (answer == null) {
            question.withdraw();
            return Answer.EXPIRED;
        }
        return answer;
    }

    @Override
    public String embeddingModel() {
        return experts.detectors()
                .faceInfo(WISH)
                .map(DetectorInfo::attributes)
                .map(all -> all.getOrDefault("embedding_sha256", ""))
                .orElse("");
    }

    @Override
    public Listening listen(Runnable changed) {
        experts.listen(changed);
        return () -> experts.unlisten(changed);
    }
}
