package io.vedette.javacv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedCallbacksTest {
    private static final int MANY = 64;

    @Test
    void servesSixtyFourMuxersAtOnceEachWithItsOwnBytes() {
        List<Muxer> muxers = new ArrayList<>();
        int before = StreamIo.live();
        for (int i = 0; i < MANY; i++) {
            muxers.add(new Muxer(160 + 2 * i));
        }
        assertThat(StreamIo.live() - before).isEqualTo(MANY);
        for (Muxer muxer : muxers) {
            muxer.writeHeader();
        }
        for (Muxer muxer : muxers) {
            assertThat(muxer.out.toString(java.nio.charset.StandardCharsets.ISO_8859_1))
                    .startsWith("YUV4MPEG2 W" + muxer.width + " ");
            muxer.close();
        }
        assertThat(StreamIo.live()).isEqualTo(before);
    }

    @Test
    void asksEachOfSixtyFourInterruptsForItself() {
        AtomicInteger[] asked = new AtomicInteger[MANY];
        List<Interrupt> interrupts = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            AtomicInteger mine = asked[i] = new AtomicInteger();
            boolean odd = i % 2 == 1;
            interrupts.add(new Interrupt(() -> mine.incrementAndGet() > 0 && odd));
        }
        for (int i = 0; i < MANY; i++) {
            try (var callback = interrupts.get(i).callback()) {
                int answer = callback.callback().call(callback.opaque());
                assertThat(answer).isEqualTo(i % 2);
            }
            assertThat(asked[i]).hasValue(1);
        }
        interrupts.forEach(Interrupt::close);
        interrupts.forEach(Interrupt::close);
    }

    @Test
    void givesACallUpWhereTheQuestionFailsOrNobodyIsLeftToAsk() {
        Interrupt broken = new Interrupt(() -> {
            throw new IllegalStateException("on purpose");
        });
        try (var callback = broken.callback()) {
            assertThat(callback.callback().call(callback.opaque())).isEqualTo(1);
            broken.close();
            assertThat(callback.callback().call(callback.opaque())).isEqualTo(1);
        }
    }

    @Test
    void tellsFfmpegsWordsToTheListener(@TempDir Path folder) {
        List<String> lines = new CopyOnWriteArrayList<>();
        FfmpegLog.route(avutil.AV_LOG_ERROR, (level, line) -> lines.add(level + " " + line));
        AVFormatContext context = new AVFormatContext(null);
        AVInputFormat guess = null;
        int result =
                avformat.avformat_open_input(context, "concat:" + folder.resolve("none"), guess, (AVDictionary) null);
        avutil.av_log(null, avutil.AV_LOG_ERROR, "a grave word\n");
        avutil.av_log(null, avutil.AV_LOG_DEBUG, "a light word\n");
        FfmpegLog.route(avutil.AV_LOG_QUIET, (level, line) -> {});
        assertThat(result).isNegative();
        assertThat(lines).anyMatch(line -> line.contains("a grave word")).noneMatch(line -> line.contains("light"));
    }

    @Test
    void loadsEveryLibraryThatTheProductUses() {
        assertThat(avcodec.avcodec_version() >> 16).isEqualTo(62);
        assertThat(swscale.swscale_version() >> 16).isEqualTo(9);
        try (Mat mat = new Mat(2, 3, opencv_core.CV_8UC1)) {
            assertThat(mat.total()).isEqualTo(6);
        }
    }

    private static final class Muxer {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final int width;
        final AVFormatContext context = new AVFormatContext(null);
        final StreamIo io = StreamIo.writing(
                new StreamIo.Bytes() {
                    @Override
                    public void write(BytePointer buffer, int size) {
                        byte[] bytes = new byte[size];
                        buffer.get(bytes);
                        out.write(bytes, 0, size);
                    }
                },
                4096,
                false);

        Muxer(int width) {
            this.width = width;
            AVOutputFormat format = avformat.av_guess_format("yuv4mpegpipe", null, null);
            assertThat(avformat.avformat_alloc_output_context2(context, format, (String) null, null))
                    .isZero();
            context.pb(io.context());
            AVStream stream = avformat.avformat_new_stream(context, null);
            stream.codecpar()
                    .codec_type(avutil.AVMEDIA_TYPE_VIDEO)
                    .codec_id(avcodec.AV_CODEC_ID_RAWVIDEO)
                    .format(avutil.AV_PIX_FMT_YUV420P)
                    .width(width)
                    .height(120);
            stream.time_base(avutil.av_make_q(1, 25)).avg_frame_rate(avutil.av_make_q(25, 1));
        }

        void writeHeader() {
            assertThat(avformat.avformat_write_header(context, (AVDictionary) null))
                    .isNotNegative();
            avformat.avio_flush(context.pb());
        }

        void close() {
            avformat.avformat_free_context(context);
            io.close();
            io.close();
        }
    }
}
