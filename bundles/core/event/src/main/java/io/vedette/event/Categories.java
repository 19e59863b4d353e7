package io.vedette.event;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which category a label belongs to: {@code human wildlife vehicle object doorbell}. */
final class Categories {
    /** Both the category and the label of a press. */
    static final String DOORBELL = "doorbell";

    private static final Map<String, String> BY_LABEL = table();

    private Categories() {}

    static String of(String label) {
        return BY_LABEL.getOrDefault(label, "object");
    }

    private static Map<String, String> table() {
        Map<String, String> table = new HashMap<>();
        put(table, "human", List.of("person", "face", "man", "woman", "child", "pedestrian"));
        put(
                table,
                "wildlife",
                List.of(
                        "bird",
                        "cat",
                        "dog",
                        "horse",
                        "sheep",
                        "cow",
                        "elephant",
                        "bear",
                        "zebra",
                        "giraffe",
                        "animal",
                        "badger",
                        "boar",
                        "coyote",
                        "deer",
                        "fox",
                        "goat",
                        "hedgehog",
                        "marten",
                        "moose",
                        "mouse",
                        "owl",
                        "pig",
                        "rabbit",
                        "raccoon",
                        "rat",
                        "squirrel",
                        "wolf"));
        put(
                table,
                "vehicle",
                List.of(
                        "bicycle",
                        "car",
                        "motorcycle",
                        "airplane",
                        "bus",
                        "train",
                        "truck",
                        "boat",
                        "van",
                        "vehicle",
                        "motorbike",
                        "aeroplane",
                        "scooter",
                        "tractor"));
        put(table, DOORBELL, List.of(DOORBELL));
        return Map.copyOf(table);
    }

    private static void put(Map<String, String> table, String category, List<String> labels) {
        for (String label : labels) {
            table.put(label, category);
        }
    }
}
