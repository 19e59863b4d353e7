package io.vedette.media.ffmpeg;

import io.vedette.api.media.CaptureException;
import io.vedette.api.media.MediaSource;
import java.util.function.BooleanSupplier;
import org.bytedeco.ffmpeg.global.avformat;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Opens RTSP, HTTP, RTMP, SRT and UDP addresses, V4L2 devices and files with avformat. Thread-safe. */
@Component(property = "name=ffmpeg")
public final class FfmpegSource implements MediaSource {

    @Activate
    public FfmpegSource() {
        FfmpegWords.listen();
        avformat.avformat_network_init();
    }

    @Deactivate
    void leave() {
        FfmpegWords.leave();
    }

    @Override
    public boolean supports(String uri) {
        return Address.of(uri).isPresent();
    }

    @Override
    public Capture open(Request request, BooleanSupplier cancelled) throws CaptureException {
        Address address = Address.of(request.uri())
                .orElseThrow(() -> new CaptureException("this form of address can't be opened by FFmpeg"));
        return new FfmpegCapture(address, request, cancelled);
    }
}
