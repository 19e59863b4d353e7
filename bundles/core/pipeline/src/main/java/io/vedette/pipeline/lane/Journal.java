package io.vedette.pipeline.lane;

import io.vedette.api.media.MediaPacket;
import io.vedette.pipeline.expert.Answer;

/**
 * Is told all that a lane decides by: with it, a session can be replayed to the same events. Confined to one lane.
 */
public interface Journal {

    /** The lane takes a packet; retain it to keep it. */
    void packet(MediaPacket packet);

    /**
     * The lane takes an answer.
     *
     * @param packetsTaken packets taken before
     * @param frameIndex the frame that was looked at
     */
    void answer(long packetsTaken, long frameIndex, Answer answer);

    /** Keeps nothing. */
    Journal NONE = new Journal() {
        @Override
        public void packet(MediaPacket packet) {}

        @Override
        public void answer(long packetsTaken, long frameIndex, Answer answer) {}
    };
}
