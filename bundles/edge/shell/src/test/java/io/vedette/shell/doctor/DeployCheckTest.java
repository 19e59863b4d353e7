package io.vedette.shell.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployCheckTest {

    @TempDir
    Path home;

    private Path deploy;

    @BeforeEach
    void makeHome() throws IOException {
        deploy = Files.createDirectory(home.resolve("deploy"));
        permit(home, "rwx------");
        permit(deploy, "rwxr-xr-x");
    }

    private static void permit(Path folder, String permissions) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void isContentWithAnEmptyFolderOfOnesOwn() {
        assertThat(DeployCheck.look(home)).singleElement().satisfies(finding -> assertThat(finding.severity())
                .isEqualTo(Severity.OK));
    }

    @Test
    void tellsThatOthersCanWriteThere() throws IOException {
        permit(deploy, "rwxrwxr-x");
        assertThat(DeployCheck.look(home)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.PROBLEM);
            assertThat(finding.advice()).isEqualTo("chmod go-w " + deploy);
        });
        permit(home, "rwx----w-");
        assertThat(DeployCheck.look(home)).hasSize(2);
    }

    @Test
    void namesTheJarsThatRun() throws IOException {
        Files.createFile(deploy.resolve("box-1.0.jar"));
        assertThat(DeployCheck.look(home)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.NOTE);
            assertThat(finding.found()).startsWith("box-1.0.jar runs");
        });
    }

    @Test
    void isContentWithAFolderThatIsTurnedOff() throws IOException {
        permit(deploy, "rwxrwxrwx");
        Files.createDirectory(home.resolve("etc"));
        Files.writeString(home.resolve("etc/io.vedette.plugins.cfg"), "deploy = false\n");
        assertThat(DeployCheck.look(home)).singleElement().satisfies(finding -> assertThat(finding.severity())
                .isEqualTo(Severity.OK));
    }
}
