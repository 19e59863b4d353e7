package io.vedette.detector.cuda;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.vedette.api.detect.DetectorException;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** A program for a process of its own: both runtimes, in the order of its arguments, each with an inference. */
public final class TwoRuntimes {

    /** Doubles two numbers: {@code y = x + x}, opset 13. */
    private static final String DOUBLES =
            "CAg6OAoRCgF4CgF4EgF5GgFuIgNBZGQSAWdaDwoBeBIKCggIARIECgIIAmIPCgF5EgoKCAgBEgQKAggCQgQKABAN";

    private TwoRuntimes() {}

    /** Runs an inference with the classes of whoever loaded it. */
    public static final class Inference implements Callable<String> {
        @Override
        public String call() throws Exception {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            try (OrtSession session =
                            environment.createSession(Base64.getDecoder().decode(DOUBLES));
                    OnnxTensor two = OnnxTensor.createTensor(environment, new float[] {1, 21});
                    OrtSession.Result result = session.run(Map.of("x", two))) {
                return Arrays.toString((float[]) result.get(0).getValue());
            }
        }
    }

    /** Arguments: the folder of the GPU runtime, the folder for its copies, the file for what is said, then {@code cpu} and {@code gpu} in some order. */
    public static void main(String[] arguments) throws Exception {
        List<String> said = new ArrayList<>();
        List<Callable<String>> kept = new ArrayList<>();
        for (String runtime : List.of(arguments).subList(3, arguments.length)) {
            if (runtime.equals("gpu")) {
                try {
                    new GpuRuntime(Path.of(arguments[1])).load(Path.of(arguments[0]));
                } catch (DetectorException e) {
                    said.add("unavailable, because " + e.getMessage());
                    continue;
                }
            }
            kept.add(runtime.equals("gpu") ? new Inference() : ofTheCpu());
            said.add(runtime + " " + kept.get(kept.size() - 1).call());
        }
        // Once more, now that both are there.
        for (Callable<String> inference : kept) {
            said.add("again " + inference.call());
        }
        Files.readAllLines(Path.of("/proc/self/maps")).stream()
                .map(line -> line.replaceAll("^[^/]*", ""))
                .filter(file -> file.contains("libonnxruntime"))
                .distinct()
                .forEach(file -> said.add("mapped " + file));
        Files.write(Path.of(arguments[2]), said);
    }

    /** With the library's own jar, which unpacks its libraries as it does for the CPU detectors. */
    @SuppressWarnings("unchecked")
    private static Callable<String> ofTheCpu() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (part.contains("onnxruntime-") || part.endsWith("test-classes")) {
                urls.add(Path.of(part).toUri().toURL());
            }
        }
        // Open until the process ends.
        ClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        return (Callable<String>)
                loader.loadClass(Inference.class.getName()).getConstructor().newInstance();
    }
}
