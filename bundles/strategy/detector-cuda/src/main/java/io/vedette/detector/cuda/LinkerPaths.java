package io.vedette.detector.cuda;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which libraries the dynamic linker would find, so that what is missing can be told in words before it is tried: the folders of
 * {@code LD_LIBRARY_PATH}, the linker's cache, and its usual folders (ld.so(8)). Immutable.
 *
 * @param folders where it looks besides its cache
 * @param cache its cache, such as {@code /etc/ld.so.cache}
 */
record LinkerPaths(List<Path> folders, Path cache) {

    /** What people install, by the beginnings of its libraries' names. */
    private static final Map<String, String> PRODUCTS = products();

    private static Map<String, String> products() {
        Map<String, String> products = new LinkedHashMap<>();
        products.put("libcuda.so", "the NVIDIA driver");
        products.put("libcudnn", "cuDNN 9");
        products.put("libnv", "TensorRT 10");
        products.put("libcu", "CUDA 12");
        products.put("", "a part of the system");
        return products;
    }

    LinkerPaths {
        folders = List.copyOf(folders);
    }

    /** Those of this process. */
    static LinkerPaths ofThisProcess() {
        List<Path> folders = new ArrayList<>();
        String own = System.getenv("LD_LIBRARY_PATH");
        if (own != null) {
            Arrays.stream(own.split("[" + File.pathSeparator + ";]", -1))
                    .filter(each -> !each.isBlank())
                    .map(Path::of)
                    .forEach(folders::add);
        }
        for (String usual : List.of("/lib", "/usr/lib", "/lib64", "/usr/lib64")) {
            folders.add(Path.of(usual));
        }
        return new LinkerPaths(folders, Path.of("/etc/ld.so.cache"));
    }

    /** Of some libraries, those that are missing: {@code CUDA 12 (libcublas.so.12, libcudart.so.12)}; empty where all are there. */
    String missing(List<String> libraries) {
        String known = cached();
        Map<String, List<String>> byProduct = libraries.stream()
                .distinct()
                .filter(library -> !known.contains("/" + library + "\0"))
                .filter(library -> folders.stream().noneMatch(folder -> Files.exists(folder.resolve(library))))
                .collect(Collectors.groupingBy(LinkerPaths::product));
        return PRODUCTS.values().stream()
                .filter(byProduct::containsKey)
                .map(product -> product + " (" + String.join(", ", byProduct.get(product)) + ")")
                .collect(Collectors.joining(", "));
    }

    private static String product(String library) {
        return PRODUCTS.entrySet().stream()
                .filter(each -> library.startsWith(each.getKey()))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    /** The cache ends each path with a zero. */
    private String cached() {
        try {
            return Files.readString(cache, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // Without a cache the linker looks into the folders alone.
            return "";
        }
    }
}
