package io.vedette.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.launch.Framework;

/** Flyway is no bundle and finds scripts by scanning; this shows that it finds those of another bundle inside a framework. */
class InsideOsgiTest {

    @TempDir
    Path folder;

    @Test
    void findsTheScriptsOfAnotherBundle() throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put("org.osgi.framework.storage", folder.resolve("cache").toString());
        settings.put("org.osgi.framework.bootdelegation", "javax.*,org.sqlite,org.slf4j,org.slf4j.*,io.vedette.core.*");
        settings.put("org.osgi.framework.bundle.parent", "app");
        Framework framework = new FrameworkFactory().newFramework(settings);
        framework.start();
        try {
            Bundle store = framework.getBundleContext().installBundle("store", storeBundle());
            Bundle room = framework.getBundleContext().installBundle("room", roomBundle());
            store.start();
            room.start();
            Class<?> check = store.loadClass("io.vedette.store.OsgiCheck");
            Object tables = check.getMethod("migrate", Class.class, String.class)
                    .invoke(null, room.loadClass("io.vedette.probe.Owner"), folder.toString());
            assertThat(tables).isEqualTo("1");
        } finally {
            framework.stop();
            framework.waitForStop(10_000);
        }
    }

    /** The bundle under test as it will be, put together from the build's own output, with Flyway's jar inside. */
    private InputStream storeBundle() throws IOException {
        Manifest manifest = manifest("io.vedette.store.test");
        manifest.getMainAttributes().putValue("Bundle-ClassPath", ".,lib/flyway-core.jar");
        manifest.getMainAttributes().putValue("Import-Package", "org.osgi.framework");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            String[] classes = {
                "Migrations", "SqliteFile", "SqliteErrors", "SqliteDatabase", "HomeFolder", "WallClock", "OsgiCheck"
            };
            for (String each : classes) {
                add(jar, "io/vedette/store/" + each + ".class");
            }
            jar.putNextEntry(new JarEntry("lib/flyway-core.jar"));
            Path flyway = Path.of(org.flywaydb.core.Flyway.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .getPath());
            Files.copy(flyway, jar);
            jar.closeEntry();
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private InputStream roomBundle() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest("io.vedette.probe"))) {
            add(jar, "io/vedette/probe/Owner.class");
            jar.putNextEntry(new JarEntry("io/vedette/probe/migration/"));
            jar.closeEntry();
            jar.putNextEntry(new JarEntry("io/vedette/probe/migration/V1__thing.sql"));
            copy("io/vedette/store/probe/V1__thing.sql", jar);
            jar.closeEntry();
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private static Manifest manifest(String name) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.putValue("Manifest-Version", "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", name);
        return manifest;
    }

    private static void add(JarOutputStream jar, String entry) throws IOException {
        jar.putNextEntry(new JarEntry(entry));
        copy(entry, jar);
        jar.closeEntry();
    }

    private static void copy(String resource, OutputStream to) throws IOException {
        try (InputStream from = InsideOsgiTest.class.getClassLoader().getResourceAsStream(resource)) {
            from.transferTo(to);
        }
    }
}
