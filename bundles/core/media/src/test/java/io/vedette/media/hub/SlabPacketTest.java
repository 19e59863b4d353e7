package io.vedette.media.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.media.MediaPacket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlabPacketTest {

    private final Slab slab = new Slab();

    @Test
    void givesItsMemoryBackWithTheLastHandle() {
        SlabPacket packet = Packets.packet(slab, 1, true);
        MediaPacket second = packet.retain();
        packet.close();
        assertThat(slab.idleBytes()).isZero();
        assertThat(Packets.whole(second)).isTrue();
        second.close();
        assertThat(slab.idleBytes()).isEqualTo(slab.allocatedBytes()).isPositive();
    }

    @Test
    void refusesToBeGivenBackOnceTooOften() {
        SlabPacket packet = Packets.packet(slab, 1, true);
        packet.close();
        assertThatThrownBy(packet::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("once too often");
    }

    @Test
    void cannotBeRetainedWhenItIsGone() {
        SlabPacket packet = Packets.packet(slab, 1, true);
        packet.close();
        assertThatThrownBy(packet::retain).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(packet::retain).as("and stays so").isInstanceOf(IllegalStateException.class);
    }

    @Test
    void misuseDoesNotHarmTheNextUseOfItsMemory() {
        SlabPacket packet = Packets.packet(slab, 1, true);
        packet.close();
        assertThatThrownBy(packet::close).isInstanceOf(IllegalStateException.class);
        SlabPacket next = Packets.packet(slab, 2, true);
        assertThat(next).isSameAs(packet);
        next.retain().close();
        assertThat(Packets.whole(next)).isTrue();
        next.close();
        assertThat(slab.idleBytes()).isEqualTo(slab.allocatedBytes());
    }

    @Test
    void isFollowedBySixtyFourZerosWhateverTheMemoryHeldBefore() {
        Packets.packet(slab, -1, true, 900).close();
        for (int bytes = 1; bytes < 960; bytes++) {
            try (SlabPacket packet = Packets.packet(slab, -1, true, bytes)) {
                assertThat(packet.payload().limit()).isEqualTo(bytes);
                assertThat(Packets.whole(packet)).isTrue();
            }
        }
        assertThat(slab.allocatedBytes()).as("one piece of memory served all").isEqualTo(1024);
    }

    @Test
    void leavesTheSourcesBufferAsItIs() {
        ByteBuffer source = ByteBuffer.allocateDirect(32).position(8).limit(24);
        slab.take(source).close();
        assertThat(source.position()).isEqualTo(8);
        assertThat(source.limit()).isEqualTo(24);
    }

    @Test
    void takesUpToTheLargestPayloadAndNoMore() {
        try (SlabPacket packet = slab.take(ByteBuffer.allocateDirect(Slab.LARGEST_PAYLOAD_BYTES))) {
            assertThat(packet.payload().remaining()).isEqualTo(Slab.LARGEST_PAYLOAD_BYTES);
        }
        ByteBuffer larger = ByteBuffer.allocateDirect(Slab.LARGEST_PAYLOAD_BYTES + 1);
        assertThatThrownBy(() -> slab.take(larger))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("33554433");
    }

    @Test
    void keepsNoMoreIdleMemoryThanIsUseful() {
        ByteBuffer payload = ByteBuffer.allocateDirect(5 << 20);
        List<SlabPacket> taken = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            taken.add(slab.take(payload));
        }
        assertThat(slab.allocatedBytes()).isEqualTo((12L * 8) << 20);
        taken.forEach(SlabPacket::close);
        assertThat(slab.idleBytes()).isEqualTo(Slab.MOST_IDLE_BYTES);
        assertThat(slab.allocatedBytes()).isEqualTo(Slab.MOST_IDLE_BYTES);
    }
}
