package io.vedette.pipeline.lane;

import io.vedette.api.CameraInfo;
import io.vedette.api.media.DecodeException;
import io.vedette.api.media.FrameDecoder;
import io.vedette.api.media.MediaPacket;
import io.vedette.api.media.Picture;
import io.vedette.api.media.StreamInfo;
import io.vedette.core.spi.media.Hub;
import io.vedette.pipeline.expert.PlugIn;
import io.vedette.pipeline.expert.StatefulExperts;

/**
 * Decodes a camera's packets. A better decoder takes over at the next key frame; where the present one must leave at once, its
 * successor decodes silently from the last key frame up to the last picture shown. Confined to one lane.
 */
final class DecodeStage implements AutoCloseable {

    private final CameraInfo camera;
    private final StatefulExperts<FrameDecoder> experts;
    private final Count.Board counts;
    private final FrameDecoder.Sink sink;
    private final FrameDecoder.Sink shown = this::show;
    private final PlugIn.Call<MediaPacket, Boolean> decoding = this::decoded;
    private StatefulExperts<FrameDecoder>.Lease lease;
    private FrameDecoder.Session session;
    private StreamInfo opened;
    private long lastShownPtsNs = Long.MIN_VALUE;
    private long asideNs;
    private boolean rewound;
    private boolean unfiltered;
    private boolean exchange;
    private Throwable broken;

    DecodeStage(CameraInfo camera, StatefulExperts<FrameDecoder> experts, Count.Board counts, FrameDecoder.Sink sink) {
        this.camera = camera;
        this.experts = experts;
        this.counts = counts;
        this.sink = sink;
    }

    /** Other experts came or went. With a decoder gone mid-stream, the cursor goes back to its last key frame. */
    void expertsChanged(Hub.Cursor cursor) {
        if (lease == null) {
            if (opened != null && experts.has(d -> d.supports(opened))) {
                cursor.rewindToKey();
            }
        } else if (lease.leaving()) {
            close();
            cursor.rewindToKey();
        } else {
            exchange = experts.outdated(lease, d -> d.supports(opened));
        }
    }

    /** Whether the loop filter may be left out. */
    void leaveOutLoopFilter(boolean may) {
        if (may != unfiltered) {
            unfiltered = may;
            filter();
        }
    }

    private void filter() {
        if (session != null) {
            try {
                PlugIn.run("leave out loop filter", () -> session.leaveOutLoopFilter(unfiltered));
            } catch (PlugIn.Failure e) {
                lease.failed(e.getMessage());
            }
        }
    }

    /** The cursor went back on purpose: what comes is shown although it was passed, if it begins with a key frame. */
    void rewound() {
        rewound = true;
    }

    /** Decodes a packet; returns how long that took, without what became of its pictures. */
    long decode(MediaPacket packet) {
        if (rewound && packet.key()) {
            lastShownPtsNs = packet.ptsNs() - 1;
        }
        rewound = false;
        asideNs = 0;
        long from = System.nanoTime();
        decodeOne(packet);
        throwBroken();
        return System.nanoTime() - from - asideNs;
    }

    private void decodeOne(MediaPacket packet) {
        if (session != null && packet.key()) {
            if (!packet.stream().codec().equals(opened.codec())) {
                drainSession();
                close();
            } else if (exchange) {
                exchange(packet);
            }
        }
        if (session == null && !open(packet)) {
            counts.add(Count.PACKETS_UNDECODED);
            return;
        }
        try {
            lease.call("decode", decoding, packet);
        } catch (PlugIn.Failure e) {
            counts.add(Count.PACKETS_UNDECODED);
            if (!(e.getCause() instanceof DecodeException)) {
                lease.failed(e.getMessage());
                close();
            }
        }
    }

    private boolean decoded(MediaPacket packet) throws DecodeException {
        session.decode(packet, shown);
        return true;
    }

    /** A better decoder takes over, if it opens; the present one goes only then. */
    private void exchange(MediaPacket packet) {
        exchange = false;
        var best = experts.lease(camera.id(), d -> d.supports(packet.stream()));
        if (best.isEmpty()) {
            return;
        }
        var better = best.get();
        if (better.service() == lease.service()) {
            better.close();
            return;
        }
        try {
            FrameDecoder.Session fresh =
                    PlugIn.call("open", () -> better.service().open(camera, packet.stream()));
            drainSession();
            close();
            lease = better;
            session = fresh;
            opened = packet.stream();
            if (unfiltered) {
                filter();
            }
        } catch (PlugIn.Failure e) {
            better.failed(e.getMessage());
            better.close();
        }
    }

    private boolean open(MediaPacket packet) {
        opened = packet.stream();
        if (!packet.key()) {
            return false;
        }
        exchange = false;
        var best = experts.lease(camera.id(), d -> d.supports(packet.stream()));
        if (best.isEmpty()) {
            return false;
        }
        lease = best.get();
        try {
            session = PlugIn.call("open", () -> lease.service().open(camera, packet.stream()));
            if (unfiltered) {
                filter();
            }
            return true;
        } catch (PlugIn.Failure e) {
            lease.failed(e.getMessage());
            close();
            return false;
        }
    }

    private void show(Picture picture) {
        if (picture.ptsNs() > lastShownPtsNs) {
            lastShownPtsNs = picture.ptsNs();
            counts.add(Count.PICTURES);
            long from = System.nanoTime();
            // plug-in edge: on — what the lane makes of a picture is no fault of the decoder that calls
            try {
                sink.picture(picture);
            } catch (RuntimeException | Error e) {
                broken = e;
            }
            // plug-in edge: off
            long tookNs = System.nanoTime() - from;
            asideNs += tookNs;
            lease.aside(tookNs);
        }
    }

    /** Shows what the decoder still holds back. */
    void drain() {
        drainSession();
        throwBroken();
    }

    /** Throws what the lane threw at a picture, when the decoder has returned. */
    private void throwBroken() {
        Throwable thrown = broken;
        broken = null;
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown != null) {
            throw (RuntimeException) thrown;
        }
    }

    private void drainSession() {
        if (session != null) {
            try {
                lease.run("drain", () -> session.drain(shown));
            } catch (PlugIn.Failure e) {
                lease.failed(e.getMessage());
            }
        }
    }

    /** Another connection: its times have nothing to do with the former one's. */
    void newTimeLine() {
        close();
        opened = null;
        lastShownPtsNs = Long.MIN_VALUE;
    }

    String expert() {
        return lease == null ? "" : lease.name();
    }

    @Override
    public void close() {
        if (session != null) {
            FrameDecoder.Session closing = session;
            session = null;
            try {
                PlugIn.run("close", closing::close);
            } catch (PlugIn.Failure e) {
                lease.failed(e.getMessage());
            }
        }
        if (lease != null) {
            lease.close();
            lease = null;
        }
        exchange = false;
    }
}
