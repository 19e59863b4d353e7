package io.vedette.itests.wiring;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.Test;

public class HouseTest {
    private final House house = new House(Map.of(
            "io.vedette.api", "api",
            "io.vedette.core.spi", "spi",
            "io.vedette.media", "core",
            "io.vedette.event", "core",
            "io.vedette.web", "edge",
            "io.vedette.mqtt", "edge",
            "io.vedette.detector.onnx", "strategy",
            "io.vedette.native.javacv", "native",
            "io.vedette.native.tflite", "native"));

    @Test
    public void allowsWhatTheDesignAllows() {
        for (String[] each : new String[][] {
            {"io.vedette.web", "io.vedette.core.spi"},
            {"io.vedette.detector.onnx", "io.vedette.api"},
            {"io.vedette.detector.onnx", "io.vedette.native.javacv"},
            {"io.vedette.media", "io.vedette.native.javacv"},
            {"io.vedette.core.spi", "io.vedette.api"},
            {"io.vedette.native.tflite", "io.vedette.native.javacv"},
            {"io.vedette.web", "org.apache.karaf.shell.core"}
        }) {
            assertFalse(
                    each[0] + " -> " + each[1], house.forbids(each[0], each[1]).isPresent());
        }
    }

    @Test
    public void forbidsWhatTheDesignForbids() {
        for (String[] each : new String[][] {
            {"io.vedette.web", "io.vedette.mqtt"},
            {"io.vedette.web", "io.vedette.native.javacv"},
            {"io.vedette.event", "io.vedette.native.javacv"},
            {"io.vedette.event", "io.vedette.media"},
            {"io.vedette.event", "io.vedette.detector.onnx"},
            {"io.vedette.detector.onnx", "io.vedette.core.spi"},
            {"io.vedette.api", "io.vedette.core.spi"},
            {"io.vedette.native.javacv", "io.vedette.native.tflite"},
            {"io.vedette.native.javacv", "io.vedette.api"}
        }) {
            assertTrue(
                    each[0] + " -> " + each[1], house.forbids(each[0], each[1]).isPresent());
        }
    }

    @Test
    public void drawsTheSameTextForTheSameWiring() {
        SortedMap<String, SortedSet<String>> uses = new TreeMap<>();
        uses.put("io.vedette.web", new TreeSet<>(java.util.List.of("io.vedette.core.spi")));
        uses.put("io.vedette.core.spi", new TreeSet<>());

        String drawing = Drawing.of(house, uses);

        assertEquals(drawing, Drawing.of(house, uses));
        assertTrue(drawing, drawing.contains(">web</text>") && drawing.contains("<path"));
    }
}
