package io.vedette.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.face.FaceList;
import java.util.List;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;

class FacesLineTest {

    private static FacesLine read(String verb, String... behind) throws CommandException {
        return FacesLine.of(verb, List.of(behind), null, false);
    }

    @Test
    void readsOptionsWhereverTheyStand() throws CommandException {
        for (FacesLine line : List.of(
                read("enroll", "Anna", "--list", "blocked", "a.jpg", "b.jpg"),
                read("enroll", "--list=BLOCKED", "Anna", "a.jpg", "b.jpg"),
                FacesLine.of("enroll", List.of("Anna", "a.jpg", "b.jpg"), "blocked", false))) {
            assertThat(line.words()).containsExactly("Anna", "a.jpg", "b.jpg");
            assertThat(line.list()).hasValue(FaceList.BLOCKED);
        }
        assertThat(read("strangers", "--json").json()).isTrue();
        assertThat(FacesLine.of("list", null, null, true).json()).isTrue();
        assertThat(read("enroll", "Anna", "a.jpg").list()).isEmpty();
    }

    @Test
    void tellsHowItIsWritten() {
        refused("faces enroll NAME FILE… [--list known|blocked]", "enroll", "Anna");
        refused("faces remove NAME", "remove");
        refused("faces remove NAME", "remove", "Anna", "Berta");
        refused("faces export NAME FILE.zip", "export", "Anna");
        refused("faces name STRANGER-ID NAME", "name", "7");
        refused("It is: faces list", "list", "Anna");
    }

    @Test
    void refusesWhatMeansNothing() {
        refused("strangers, name, forget, export, but not 'enrol'", "enrol", "Anna", "a.jpg");
        refused("'--lst'", "enroll", "Anna", "a.jpg", "--lst");
        refused("needs a value: known or blocked", "enroll", "Anna", "a.jpg", "--list");
        refused("known or blocked, not 'unknown'", "enroll", "Anna", "a.jpg", "--list", "unknown");
        refused("--list belongs to", "remove", "Anna", "--list", "known");
        refused("--json belongs to", "enroll", "Anna", "a.jpg", "--json");
    }

    private static void refused(String message, String verb, String... behind) {
        assertThatThrownBy(() -> read(verb, behind))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining(message);
    }
}
