package io.vedette.media.picture;

import io.vedette.api.Box;
import io.vedette.api.detect.PixelLayout;
import io.vedette.api.detect.Placement;
import io.vedette.api.media.Picture;
import io.vedette.core.spi.media.Scaler;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Scales by FFmpeg's swscale, bilinear, luma by areas. As many desks of native tools are kept as were ever in use at once, the
 * last one used is the next one lent. Thread-safe.
 */
@Component
public final class SwsScaler implements Scaler {

    private final ArrayDeque<Desk> desks = new ArrayDeque<>();
    private boolean closed;

    @Override
    public Placement read(Picture picture, Box region, PixelLayout layout, ByteBuffer target) {
        if (!target.isDirect() || target.remaining() < layout.bytes()) {
            throw new IllegalArgumentException(
                    "the target must be direct and have " + layout.bytes() + " bytes from its position on, but "
                            + (target.isDirect() ? "has " + target.remaining() : "is not direct"));
        }
        Crop crop = Crop.of(picture.widthPx(), picture.heightPx(), region, layout);
        Desk desk = borrow();
        try {
            desk.read(picture, crop, layout, target);
        } finally {
            giveBack(desk);
            Reference.reachabilityFence(picture);
        }
        return crop.placement();
    }

    @Override
    public void luma(Picture picture, int widthPx, int heightPx, ByteBuffer target) {
        if (widthPx < 1 || heightPx < 1 || !target.isDirect() || target.limit() < widthPx * heightPx) {
            throw new IllegalArgumentException("luma of " + widthPx + "x" + heightPx
                    + " needs a direct target of that many bytes, but its limit is " + target.limit());
        }
        Desk desk = borrow();
        try {
            desk.luma(picture, widthPx, heightPx, target);
        } finally {
            giveBack(desk);
            Reference.reachabilityFence(picture);
        }
    }

    private Desk borrow() {
        synchronized (desks) {
            Desk desk = desks.pollLast();
            if (desk != null) {
                return desk;
            }
        }
        return new Desk();
    }

    private void giveBack(Desk desk) {
        synchronized (desks) {
            if (!closed) {
                desks.addLast(desk);
                return;
            }
        }
        desk.close();
    }

    /** Frees everything native; a call that still runs frees its own part when it ends. */
    @Deactivate
    public void close() {
        synchronized (desks) {
            closed = true;
            desks.forEach(Desk::close);
            desks.clear();
        }
    }
}
