package io.vedette.vision.model;

import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.PixelLayout;
import io.vedette.api.model.ModelFile;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Locale;
import java.util.Map;

/**
 * What a model is to be shown: the picture's size, order of colours, fit and padding, and what number each sample becomes,
 * {@code (sample - mean) / std} of its channel. From the catalogue's options {@code order}, {@code fit}, {@code pad},
 * {@code mean}, {@code std}. Immutable.
 */
public final class ModelInput {

    private static final int CHANNELS = 3;
    private static final int SAMPLES = 256;

    private final PixelLayout layout;
    /** For each channel in the layout's order, the number for each sample. */
    private final float[][] numbers;

    private ModelInput(PixelLayout layout, float[][] numbers) {
        this.layout = layout;
        this.numbers = numbers;
    }

    /** For a model of that input size, with its colours so arranged. */
    public static ModelInput of(ModelFile model, int widthPx, int heightPx, PixelLayout.Arrangement arrangement)
            throws DetectorException {
        Map<String, String> options = model.attributes();
        try {
            PixelLayout layout = new PixelLayout(
                    widthPx,
                    heightPx,
                    PixelLayout.Order.valueOf(constant(options.getOrDefault("order", "rgb"))),
                    arrangement,
                    PixelLayout.Fit.valueOf(constant(options.getOrDefault("fit", "top-left"))),
                    Integer.parseInt(options.getOrDefault("pad", "0")));
            return new ModelInput(
                    layout, numbers(options.getOrDefault("mean", "0,0,0"), options.getOrDefault("std", "1,1,1")));
        } catch (IllegalArgumentException e) {
            throw new DetectorException("the options of model " + model.id() + " cannot be used: " + e.getMessage(), e);
        }
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

    /** The number that a sample becomes. */
    public float number(int channel, int sample) {
        return numbers[channel][sample];
    }

    /** Samples in a row of the picture in memory: of one colour where it is planar, else of all. */
    public int rowSamples() {
        return packed() ? CHANNELS * layout.widthPx() : layout.widthPx();
    }

    private boolean packed() {
        return layout.arrangement() == PixelLayout.Arrangement.PACKED;
    }

    /**
     * Turns samples into the numbers that the model wants.
     *
     * @param row scratch of {@link #rowSamples()}
     * @param numbersOfRow scratch of {@link #rowSamples()}
     */
    public void convert(ByteBuffer samples, FloatBuffer target, byte[] row, float[] numbersOfRow) {
        int length = rowSamples();
        int rows = elements() / length;
        for (int r = 0; r < rows; r++) {
            samples.get(r * length, row, 0, length);
            if (packed()) {
                for (int x = 0; x < length; x++) {
                    numbersOfRow[x] = numbers[x % CHANNELS][row[x] & 0xff];
                }
            } else {
                float[] number = numbers[r / layout.heightPx()];
                for (int x = 0; x < length; x++) {
                    numbersOfRow[x] = number[row[x] & 0xff];
                }
            }
            target.put(r * length, numbersOfRow, 0, length);
        }
    }
}
