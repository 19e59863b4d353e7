package io.vedette.api.detect;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A detector: one {@code @Component} that registers this service, and it is a candidate for every camera.
 *
 * <p>The service is cheap. Core opens it on a detector thread, warms it up with one blank picture, and alone closes what it
 * opened, when no call runs in it any more.
 */
@ConsumerType
public interface ObjectDetector {

    /** Name, task, labels, device, model. May change when the model does; must not block. */
    DetectorInfo info();

    /**
     * Loads the model, on a thread of its own. Sessions are independent: each is closed alone.
     *
     * @throws DetectorException it can't serve; the message is what people read behind <i>unavailable, because</i>
     */
    Session open() throws DetectorException;

    /** A loaded model. Called from several detector threads at once only if {@link #concurrency()} says so. */
    interface Session extends AutoCloseable {

        /**
         * Answers looks, on a detector thread. A call over 2 s counts as failed.
         *
         * <p>The same looks get the same answers, whatever was asked before. Frames may have any size and regions any shape. Looks
         * are neither kept nor read after the call, nor handed to other threads.
         *
         * @param looks one to {@code max_batch} questions, borrowed for the call
         * @return one list per look, in its order: best score first, no score under the look's least, labels of
         *     {@link DetectorInfo#labels()}, boxes in fractions of the whole frame (also where the look is at a part of it) of
         *     which something lies in the frame and nothing more than a frame's size outside; never null
         * @throws DetectorException the looks are answered as failed and counted; three such calls in a row, and the session is
         *     closed and opened anew after a rest. Anything unchecked counts likewise, but tells people less. Also thrown where
         *     the session is closed
         * @throws InterruptedException the thread is interrupted, which asks the detector to give up: noticed at least before each
         *     look. The session stays usable
         */
        List<List<Detection>> detect(List<Look> looks) throws DetectorException, InterruptedException;

        /** How many calls may run at once, at least 1. */
        default int concurrency() {
            return 1;
        }

        /** Frees the model. Idempotent; never throws; never called while {@link #detect} runs. */
        @Override
        void close();
    }
}
