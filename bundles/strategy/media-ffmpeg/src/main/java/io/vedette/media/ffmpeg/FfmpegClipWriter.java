package io.vedette.media.ffmpeg;

import io.vedette.api.media.ClipWriter;
import io.vedette.api.media.StreamInfo;
import java.io.IOException;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Puts H.264, H.265 and MJPEG packets into MP4 files with avformat. Thread-safe. */
@Component(property = "name=ffmpeg")
public final class FfmpegClipWriter implements ClipWriter {

    @Activate
    public FfmpegClipWriter() {
        FfmpegWords.listen();
    }

    @Override
    public boolean supports(StreamInfo stream) {
        return Muxer.refusal(stream).isEmpty();
    }

    @Override
    public Clip begin(Path file, StreamInfo video) throws IOException {
        return Mp4Clip.begin(file, video);
    }
}
