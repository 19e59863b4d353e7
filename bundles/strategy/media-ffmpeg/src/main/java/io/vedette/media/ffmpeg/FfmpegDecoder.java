package io.vedette.media.ffmpeg;

import io.vedette.api.CameraInfo;
import io.vedette.api.ExpertInfo;
import io.vedette.api.media.DecodeException;
import io.vedette.api.media.FrameDecoder;
import io.vedette.api.media.StreamInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Decodes H.264, H.265, MJPEG and other codecs on the processor, with one thread per camera. Thread-safe. */
@Component(property = "name=ffmpeg")
public final class FfmpegDecoder implements FrameDecoder {
    private static final ExpertInfo INFO = ExpertInfo.of("ffmpeg");

    @Activate
    public FfmpegDecoder() {
        FfmpegWords.listen();
    }

    @Override
    public ExpertInfo info() {
        return INFO;
    }

    @Override
    public boolean supports(StreamInfo stream) {
        return Codec.known(stream);
    }

    @Override
    public Session open(CameraInfo camera, StreamInfo stream) throws DecodeException {
        return new DecoderSession(stream);
    }
}
