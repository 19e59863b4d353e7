package io.vedette.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private static final Path HOME = Path.of("/home/somebody/.vedette");

    @Test
    void runsOnTheDefaultHomeWhereNothingIsSaid() throws UsageException {
        Options options = Options.parse(List.of(), HOME);

        assertThat(options.command()).isEqualTo("run");
        assertThat(options.home()).isEqualTo(HOME);
        assertThat(options.cameras()).isEmpty();
    }

    @Test
    void takesCamerasWithTheirAddressesWhole() throws UsageException {
        Options options = Options.parse(
                List.of("run", "--camera", "front=rtsp://u:p=w@host/s?a=b", "--camera=back=clip.mp4", "--port", "9000"),
                HOME);

        assertThat(options.cameras())
                .containsEntry("front", "rtsp://u:p=w@host/s?a=b")
                .containsEntry("back", Path.of("clip.mp4").toAbsolutePath().toString());
        assertThat(options.port()).hasValue(9000);
    }

    @Test
    void keepsTheShellsCommand() throws UsageException {
        assertThat(Options.parse(List.of("shell", "vedette:cameras"), HOME).arguments())
                .containsExactly("vedette:cameras");
    }

    @Test
    void leavesTheModelsCommandItsWords() throws UsageException {
        Options options = Options.parse(List.of("models", "list", "--json", "--home", "/h"), HOME);

        assertThat(options.command()).isEqualTo("models");
        assertThat(options.arguments()).containsExactly("list", "--json");
        assertThat(options.home()).isEqualTo(Path.of("/h"));
        refused("run takes no argument '--json'", "run", "--json");
    }

    @Test
    void leavesTheFacesCommandItsOptions() throws UsageException {
        Options options =
                Options.parse(List.of("faces", "enroll", "Anna", "a.jpg", "--list=known", "--home", "/h"), HOME);

        assertThat(options.command()).isEqualTo("faces");
        assertThat(options.arguments()).containsExactly("enroll", "Anna", "a.jpg", "--list", "known");
        refused("run takes no argument '--list'", "run", "--list", "known");
    }

    @Test
    void knowsThePresets() throws UsageException {
        assertThat(Options.parse(List.of("--preset", "pi"), HOME).preset()).hasValue("pi");
        assertThat(Options.parse(List.of("run"), HOME).preset()).isEmpty();
        refused("--preset must be desktop or pi or server, but is '../pi'", "run", "--preset", "../pi");
        refused("--preset belongs to run", "analyze", "a.mp4", "--preset=pi");
    }

    @Test
    void measuresQuicklyWhereThatIsSaid() throws UsageException {
        Options options = Options.parse(List.of("bench", "--quick", "--json", "--home", "/h"), HOME);

        assertThat(options.command()).isEqualTo("bench");
        assertThat(options.arguments()).containsExactly("--quick", "--json");
        refused("bench takes --quick, --json and clips only", "bench", "-q");
        refused("run takes no argument '--quick'", "run", "--quick");
    }

    @Test
    void namesWhatIsWrong() {
        refused("There is no command 'walk'", "walk");
        refused("There is no option '--colour'", "--colour");
        refused("needs a value", "--home");
        refused("1 to 65535, but is '70000'", "--port", "70000");
        refused("NAME=URI", "--camera", "front");
        refused("hyphen, but is 'Front Door'", "--camera", "Front Door=x");
        refused("given twice", "--camera", "a=x", "--camera", "a=y");
        refused("run takes no argument", "run", "front");
    }

    @Test
    void doesNotRepeatAnAddressThatMayHoldAPassword() {
        assertThatThrownBy(() -> Options.parse(List.of("--camera", "Front=rtsp://u:secret@h/"), HOME))
                .hasMessageNotContaining("secret");
    }

    private static void refused(String message, String... line) {
        assertThatThrownBy(() -> Options.parse(List.of(line), HOME))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(message);
    }
}
