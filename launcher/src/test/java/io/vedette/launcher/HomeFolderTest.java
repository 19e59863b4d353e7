package io.vedette.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeFolderTest {
    @TempDir
    Path root;

    private Path distribution;
    private HomeFolder home;

    @BeforeEach
    void ship() throws IOException, UsageException {
        distribution = root.resolve("distribution");
        for (String each : new String[] {"etc/scripts", "lib", "system"}) {
            Files.createDirectories(distribution.resolve(each));
        }
        Files.writeString(distribution.resolve("etc/org.apache.karaf.shell.cfg"), "sshHost = 127.0.0.1\n");
        Files.writeString(distribution.resolve("etc/io.vedette.web.cfg"), "#port = 8181\n");
        home = new HomeFolder(root.resolve("home"), distribution);
        home.layOut();
        home.renew();
    }

    @Test
    void keepsTheUsersFilesAndRenewsTheSystems() throws IOException {
        Files.writeString(home.etc().resolve("io.vedette.web.cfg"), "port = 9000\n");
        Files.writeString(home.etc().resolve("io.vedette.camera-front.cfg"), "uri = x\n");
        Files.writeString(home.etc().resolve("org.apache.karaf.shell.cfg"), "sshHost = 0.0.0.0\n");
        Files.writeString(home.etc().resolve("users.properties"), "karaf = karaf\n");

        Path secret = Files.createDirectory(home.etc().resolve("secrets")).resolve("door.password");
        Files.writeString(secret, "swordfish");

        home.renew();

        assertThat(secret).hasContent("swordfish");
        assertThat(home.setting("io.vedette.web", "port", "")).isEqualTo("9000");
        assertThat(home.hasCameras()).isTrue();
        assertThat(home.etc().resolve("org.apache.karaf.shell.cfg")).hasContent("sshHost = 127.0.0.1\n");
        assertThat(home.etc().resolve("users.properties")).doesNotExist();
    }

    @Test
    void wipesTheCacheAfterANewBuildAndNothingElse() throws IOException {
        Path cached = Files.createDirectories(home.data().resolve("cache/bundle1"));
        Path key = Files.writeString(home.data().resolve("ssh/host.key"), "key");

        home.renew();
        assertThat(cached).exists();

        Files.writeString(distribution.resolve("system/new.jar"), "new");
        home.renew();
        assertThat(cached).doesNotExist();
        assertThat(key).exists();
    }

    @Test
    void camerasOfThisRunAreReadByTheirOwnerAlone() throws IOException {
        Path file = home.writeCameras(Map.of("front", "rtsp://user:password@host/"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        home.writeCameras(Map.of());
        assertThat(file).doesNotExist();
    }
}
