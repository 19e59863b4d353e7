package io.vedette.pipeline.lane;

import io.vedette.api.media.MediaPacket;
import io.vedette.pipeline.gate.CameraGate;
import io.vedette.pipeline.gate.GateSettings;
import io.vedette.pipeline.gate.GateView;
import io.vedette.pipeline.gate.PacketOrder;

/**
 * Asks the camera's gate what becomes of each packet. Where nobody wants pictures at all, none is decoded, and the gate begins anew
 * afterwards. Confined to one lane.
 */
final class GateStage implements AutoCloseable {

    private final Count.Board counts;
    private final CameraGate gate;
    private boolean unwanted;

    GateStage(LaneServices services, LaneOrders orders, Count.Board counts) {
        this.counts = counts;
        this.gate = new CameraGate(orders.settings().id(), orders.settings().gate(), services.probes());
    }

    void configure(GateSettings settings) {
        gate.configure(settings);
    }

    /** Another connection: its times have nothing to do with the former one's. */
    void newTimeLine() {
        gate.newTimeLine();
        unwanted = false;
    }

    /**
     * What becomes of a packet; with {@link PacketOrder#REWIND} the cursor went back already.
     *
     * @param fresh whether it comes for the first time
     * @param pictures who wants pictures
     */
    PacketOrder order(MediaPacket packet, boolean fresh, PictureStage pictures, PacketCursor packets) {
        PacketOrder order = decide(packet, pictures, packets);
        if (order == PacketOrder.SKIP && fresh) {
            counts.add(Count.PACKETS_PASSED_OVER);
        }
        return order;
    }

    private PacketOrder decide(MediaPacket packet, PictureStage pictures, PacketCursor packets) {
        if (!pictures.wanted()) {
            unwanted = true;
            return PacketOrder.SKIP;
        }
        if (unwanted) {
            unwanted = false;
            gate.newTimeLine();
            packets.rewindToKey();
            return PacketOrder.REWIND;
        }
        gate.watched(pictures.watched());
        gate.held(pictures.following(), pictures.outstanding());
        PacketOrder order = gate.packet(packet, System.nanoTime());
        if (order == PacketOrder.REWIND) {
            packets.rewindTo(gate.rewindToDtsNs());
        }
        return order;
    }

    /** A picture was decoded in so long. */
    void decoded(long tookNs) {
        gate.decoded(tookNs);
    }

    /** Whether the decoder may leave out its loop filter. */
    boolean unfiltered() {
        return gate.unfiltered();
    }

    /** The gate, to be told of looks. */
    CameraGate gate() {
        return gate;
    }

    GateView view() {
        return gate.view();
    }

    @Override
    public void close() {
        gate.leave();
    }
}
