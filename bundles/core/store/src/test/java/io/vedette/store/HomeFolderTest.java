package io.vedette.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HomeFolderTest {

    @Test
    void standsWhereTheLauncherSays() {
        HomeFolder home = new HomeFolder("/srv/watch/../vedette", " /mirror ");
        assertThat(home.root()).isEqualTo(Path.of("/srv/vedette"));
        assertThat(home.data()).isEqualTo(Path.of("/srv/vedette/data"));
        assertThat(home.modelMirror()).contains(Path.of("/mirror"));
    }

    @Test
    void standsInTheUsersFolderWhereNothingIsSaid() {
        HomeFolder home = new HomeFolder(null, "");
        assertThat(home.root()).isEqualTo(Path.of(System.getProperty("user.home"), ".vedette"));
        assertThat(home.modelMirror()).isEmpty();
    }
}
