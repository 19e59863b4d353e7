package io.vedette.vision.model;

import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.PixelLayout;
import io.vedette.api.detect.PixelLayout.Arrangement;
import io.vedette.api.model.ModelFile;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Locale;
import java.util.Map;

/**
 * What a model is to be shown: the picture's size, order of colours, fit and padding, and what number each sample becomes,
 * {@code (sample - mean) / std} of its channel. From the catalogue's options {@code order}, {@code fit}, {@code pad},
 * {@code mean}, {@code std}. Immutable.
 *
 * <p>What becomes numbers is read packed, also where the model wants planes: swscale makes packed pixels with vectors, planar
 * ones without (a sixth of the time), and the samples are looked up one by one anyway. A model that takes bytes, since it
 * normalises in its graph, is given the samples as they are.
 */
public final class ModelInput {

    private static final int CHANNELS = 3;
    private static final int SAMPLES = 256;

    private final PixelLayout layout;
    private final boolean planes;
    /** For each channel in the layout's order, the number for each sample. */
    private final float[][] numbers;

    private ModelInput(PixelLayout layout, boolean planes, float[][] numbers) {
        this.layout = layout;
        this.planes = planes;
        this.numbers = numbers;
    }

    /** For a model that takes numbers, its colours so arranged. */
    public static ModelInput ofNumbers(ModelFile model, int widthPx, int heightPx, Arrangement arrangement)
            throws DetectorException {
        Map<String, String> options = model.attributes();
        try {
            float[][] numbers = numbers(options.getOrDefault("mean", "0,0,0"), options.getOrDefault("std", "1,1,1"));
            PixelLayout layout = layout(options, widthPx, heightPx, Arrangement.PACKED);
            return new ModelInput(layout, arrangement == Arrangement.PLANAR, numbers);
        } catch (IllegalArgumentException e) {
            throw unusable(model, e);
        }
    }

    /** For a model that takes samples of 0 to 255, its colours so arranged. */
    public static ModelInput ofBytes(ModelFile model, int widthPx, int heightPx, Arrangement arrangement)
            throws DetectorException {
        Map<String, String> options = model.attributes();
        if (options.containsKey("mean") || options.containsKey("std")) {
            throw new DetectorException("model " + model.id()
                    + " takes bytes and normalises them itself, so its options mean and std must go");
        }
        try {
            return new ModelInput(layout(options, widthPx, heightPx, arrangement), false, new float[0][]);
        } catch (IllegalArgumentException e) {
            throw unusable(model, e);
        }
    }

    private static PixelLayout layout(Map<String, String> options, int widthPx, int heightPx, Arrangement arrangement) {
        return new PixelLayout(
                widthPx,
                heightPx,
                PixelLayout.Order.valueOf(constant(options.getOrDefault("order", "rgb"))),
                arrangement,
                PixelLayout.Fit.valueOf(constant(options.getOrDefault("fit", "top-left"))),
                Integer.parseInt(options.getOrDefault("pad", "0")));
    }

    private static DetectorException unusable(ModelFile model, IllegalArgumentException e) {
        return new DetectorException("the options of model " + model.id() + " cannot be used: " + e.getMessage(), e);
    }

    private static String constant(String option) {
        return option.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static float[][] numbers(String means, String deviations) {
        String[] mean = means.split(",", -1);
        String[] deviation = deviations.split(",", -1);
        if (mean.length != CHANNELS || deviation.length != CHANNELS) {
            throw new IllegalArgumentException(
                    "mean and std must be three numbers, but are " + means + " and " + deviations);
        }
        float[][] numbers = new float[CHANNELS][SAMPLES];
        for (int c = 0; c < CHANNELS; c++) {
            for (int sample = 0; sample < SAMPLES; sample++) {
                numbers[c][sample] = (sample - Float.parseFloat(mean[c])) / Float.parseFloat(deviation[c]);
            }
        }
        return numbers;
    }

    /** How the look is to be read. */
    public PixelLayout layout() {
        return layout;
    }

    /** Elements of the model's input. */
    public int elements() {
        return CHANNELS * layout.widthPx() * layout.heightPx();
    }

    /** Whether the model takes the samples as they are. */
    public boolean bytes() {
        return numbers.length == 0;
    }

    /** The number that a sample becomes. */
    public float number(int channel, int sample) {
        return numbers[channel][sample];
    }

    /** Samples in a row of the picture in memory. */
    public int rowSamples() {
        return CHANNELS * layout.widthPx();
    }

    /**
     * Turns samples into the numbers that the model wants.
     *
     * @param samples packed, {@link #elements()} from position 0
     * @param row scratch of {@link #rowSamples()}
     * @param numbersOfRow scratch of {@link #rowSamples()}
     */
    public void convert(ByteBuffer samples, FloatBuffer target, byte[] row, float[] numbersOfRow) {
        int width = layout.widthPx();
        int pixel = planes ? 1 : CHANNELS;
        int channel = planes ? width : 1;
        for (int y = 0; y < layout.heightPx(); y++) {
            samples.get(y * CHANNELS * width, row, 0, CHANNELS * width);
            for (int c = 0; c < CHANNELS; c++) {
                float[] number = numbers[c];
                int to = c * channel;
                for (int from = c; from < CHANNELS * width; from += CHANNELS) {
                    numbersOfRow[to] = number[row[from] & 0xff];
                    to += pixel;
                }
            }
            if (planes) {
                for (int c = 0; c < CHANNELS; c++) {
                    target.put((c * layout.heightPx() + y) * width, numbersOfRow, c * width, width);
                }
            } else {
                target.put(y * CHANNELS * width, numbersOfRow, 0, CHANNELS * width);
            }
        }
    }
}
