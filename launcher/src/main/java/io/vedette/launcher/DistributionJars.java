package io.vedette.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Jars of the distribution, used without the framework. */
final class DistributionJars {
    private DistributionJars() {}

    /** A loader of all jars below some folders, which are in the distribution. */
    static URLClassLoader loader(Path distribution, List<String> parts) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String part : parts) {
            Path folder = distribution.resolve(part);
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    files.filter(each -> each.toString().endsWith(".jar"))
                            .map(DistributionJars::url)
                            .forEach(urls::add);
                }
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), DistributionJars.class.getClassLoader());
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
