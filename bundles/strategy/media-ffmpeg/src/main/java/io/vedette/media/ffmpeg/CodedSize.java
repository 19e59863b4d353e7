package io.vedette.media.ffmpeg;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParserContext;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/** The size of the pictures in a key packet, as FFmpeg's parser reads it. Immutable. */
record CodedSize(int widthPx, int heightPx) {

    /**
     * Parses one key packet; used only when parameters change.
     *
     * @param payload where the packet lies, with padding behind it
     * @return 0 by 0 where it can't be told
     */
    static CodedSize of(String codec, byte[] extradata, ByteBuffer payload) {
        int id = avcodec.avcodec_descriptor_get_by_name(codec).id();
        AVCodecParserContext parser = avcodec.av_parser_init(id);
        if (parser == null || parser.isNull()) {
            return new CodedSize(0, 0);
        }
        AVCodecContext context = avcodec.avcodec_alloc_context3(avcodec.avcodec_find_decoder(id));
        int padding = avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
        byte[] packet = new byte[payload.limit()];
        payload.get(0, packet);
        try (BytePointer input = new BytePointer(packet.length + (long) padding);
                BytePointer output = new BytePointer();
                IntPointer length = new IntPointer(1)) {
            Struct.Cursor copy = new Struct.Cursor();
            copy.at(avutil.av_mallocz(extradata.length + (long) padding).address(), extradata.length)
                    .put(extradata);
            context.extradata(copy).extradata_size(extradata.length);
            input.put(packet);
            parser.flags(parser.flags() | AVCodecParserContext.PARSER_FLAG_COMPLETE_FRAMES);
            avcodec.av_parser_parse2(parser, context, output, length, input, packet.length, 0, 0, 0);
            return new CodedSize(Math.max(0, parser.width()), Math.max(0, parser.height()));
        } finally {
            avcodec.av_parser_close(parser);
            avcodec.avcodec_free_context(context);
        }
    }
}
