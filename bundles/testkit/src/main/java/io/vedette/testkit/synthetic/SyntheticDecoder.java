package io.vedette.testkit.synthetic;

import io.vedette.api.CameraInfo;
import io.vedette.api.media.DecodeException;
import io.vedette.api.media.FrameDecoder;
import io.vedette.api.media.MediaPacket;
import io.vedette.api.media.Picture;
import io.vedette.api.media.StreamInfo;
import java.nio.ByteBuffer;

/** Draws a scene's packets. Needs a key frame first, as any decoder. Thread-safe; sessions are confined to their lanes. */
public final class SyntheticDecoder extends SyntheticExpert implements FrameDecoder {

    public SyntheticDecoder(String name) {
        super(name);
    }

    @Override
    public boolean supports(StreamInfo stream) {
        return stream.codec().equals(SyntheticSource.CODEC);
    }

    @Override
    public Session open(CameraInfo camera, StreamInfo stream) {
        mishap.strike("open");
        open.incrementAndGet();
        return new Drawing();
    }

    private final class Drawing implements Session, Picture {
        private final ByteBuffer luma = ByteBuffer.allocateDirect(Scene.WIDTH_PX * Scene.HEIGHT_PX);
        private final ByteBuffer chroma = ByteBuffer.allocateDirect(Scene.WIDTH_PX * Scene.HEIGHT_PX / 4);
        private boolean keyed;
        private boolean closed;
        private long ptsNs;

        Drawing() {
            for (int i = 0; i < chroma.capacity(); i++) {
                chroma.put(i, (byte) 128);
            }
        }

        @Override
        public void decode(MediaPacket packet, Sink sink) throws DecodeException {
            mishap.strike();
            if (closed) {
                throw new IllegalStateException("the session is closed");
            }
            keyed |= packet.key();
            if (!keyed) {
                throw new DecodeException("the first packet is no key frame");
            }
            draw(packet.payload().getInt(8), packet.payload().getInt(12));
            ptsNs = packet.ptsNs();
            sink.picture(this);
        }

        private void draw(int left, int top) {
            for (int i = 0; i < luma.capacity(); i++) {
                luma.put(i, (byte) Scene.DARK);
            }
            for (int y = 0; left >= 0 && y < Scene.SQUARE_PX; y++) {
                for (int x = 0; x < Scene.SQUARE_PX; x++) {
                    luma.put((top + y) * Scene.WIDTH_PX + left + x, (byte) Scene.BRIGHT);
                }
            }
        }

        @Override
        public void drain(Sink sink) {
            keyed = false;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                open.decrementAndGet();
            }
        }

        @Override
        public int widthPx() {
            return Scene.WIDTH_PX;
        }

        @Override
        public int heightPx() {
            return Scene.HEIGHT_PX;
        }

        @Override
        public boolean fullRange() {
            return false;
        }

        @Override
        public long ptsNs() {
            return ptsNs;
        }

        @Override
        public ByteBuffer plane(int index) {
            return (index == 0 ? luma : chroma).duplicate();
        }

        @Override
        public int stridePx(int index) {
            return index == 0 ? Scene.WIDTH_PX : Scene.WIDTH_PX / 2;
        }
    }
}
