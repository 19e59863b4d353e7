package io.vedette.pipeline.lane;

import io.vedette.api.media.MediaPacket;
import io.vedette.pipeline.expert.Answer;
import java.util.ArrayList;
import java.util.List;

/** A session kept in memory: its packets with their arrival times, and the journal of its answered looks. Thread-safe. */
public final class Recording implements Journal, AutoCloseable {

    /** An answer and its place in the session. */
    record Entry(long packetsTaken, long frameIndex, Answer answer) {}

    private final List<MediaPacket> packets = new ArrayList<>();
    private final List<Entry> answers = new ArrayList<>();

    @Override
    public synchronized void packet(MediaPacket packet) {
        packets.add(packet.retain());
    }

    @Override
    public synchronized void answer(long packetsTaken, long frameIndex, Answer answer) {
        answers.add(new Entry(packetsTaken, frameIndex, answer));
    }

    synchronized List<MediaPacket> packets() {
        return List.copyOf(packets);
    }

    synchronized List<Entry> answers() {
        return List.copyOf(answers);
    }

    @Override
    public synchronized void close() {
        packets.forEach(MediaPacket::close);
        packets.clear();
    }
}
