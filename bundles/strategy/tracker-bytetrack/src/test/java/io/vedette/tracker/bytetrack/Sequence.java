package io.vedette.tracker.bytetrack;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.track.PictureSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/** A recorded sequence in the format of the MOT challenge: detections, and what the reference made of them. */
record Sequence(String name, PictureSize size, double frameRate, int length, Path folder) {

    /** One row of a MOT file; pixels. */
    record Row(int frame, int id, double left, double top, double width, double height, double score) {}

    static Sequence open(String name) {
        Path folder = Path.of(System.getProperty("vedette.testdata", "absent"))
                .resolve("tracks")
                .resolve(name);
        if (!Boolean.parseBoolean(System.getenv("VEDETTE_REQUIRE_TESTDATA"))) {
            Assumptions.assumeTrue(Files.isDirectory(folder), "no test data at " + folder);
        }
        Map<String, String> info = lines(folder.resolve("seqinfo.ini")).stream()
                .filter(line -> line.contains("="))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf('=')).strip(),
                        line -> line.substring(line.indexOf('=') + 1).strip()));
        PictureSize size =
                new PictureSize(Integer.parseInt(info.get("imWidth")), Integer.parseInt(info.get("imHeight")));
        return new Sequence(
                name, size, Double.parseDouble(info.get("frameRate")), Integer.parseInt(info.get("seqLength")), folder);
    }

    Map<Integer, List<Row>> rows(String file) {
        return lines(folder.resolve(file)).stream()
                .filter(line -> !line.isBlank())
                .map(Sequence::row)
                .collect(Collectors.groupingBy(Row::frame, TreeMap::new, Collectors.toList()));
    }

    /** What a detector would have answered in each frame, best first; from frame 1 on. */
    List<List<Detection>> detections() {
        Map<Integer, List<Row>> rows = rows("det.txt");
        List<List<Detection>> all = new ArrayList<>();
        for (int frame = 1; frame <= length; frame++) {
            List<Detection> seen = new ArrayList<>();
            for (Row row : rows.getOrDefault(frame, List.of())) {
                Box box = new Box(
                        row.left / size.widthPx(),
                        row.top / size.heightPx(),
                        row.width / size.widthPx(),
                        row.height / size.heightPx());
                seen.add(new Detection("person", row.score, box));
            }
            seen.sort(Detection.BY_SCORE);
            all.add(seen);
        }
        return all;
    }

    private static Row row(String line) {
        String[] part = line.split(",", -1);
        return new Row(
                Integer.parseInt(part[0].strip()),
                (int) Double.parseDouble(part[1].strip()),
                Double.parseDouble(part[2].strip()),
                Double.parseDouble(part[3].strip()),
                Double.parseDouble(part[4].strip()),
                Double.parseDouble(part[5].strip()),
                Double.parseDouble(part[6].strip()));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
