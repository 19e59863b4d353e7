package io.vedette.shell.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.spi.event.SinkState;
import io.vedette.core.spi.event.SinkState.Failing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SinkCheckTest {

    private static SinkState sink(String name, boolean wanted, boolean there, long dead) {
        return new SinkState(name, wanted, there, 0, dead, Optional.empty(), Optional.empty());
    }

    private static Finding only(SinkState sink) {
        List<Finding> found = SinkCheck.look(List.of(sink));
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void whoTakesMessagesIsWell() {
        assertThat(only(sink("email", true, true, 0))).isEqualTo(Finding.ok("notifier email", "Takes messages"));
        assertThat(SinkCheck.look(List.of(sink("email", false, false, 0), sink("mqtt", true, false, 0))))
                .isEmpty();
    }

    @Test
    void namesWhoIsNotThere() {
        Finding found = only(sink("emil", true, false, 0));
        assertThat(found.severity()).isEqualTo(Severity.PROBLEM);
        assertThat(found.found()).contains("no plug-in of this name");
    }

    @Test
    void namesTheSettingToBeMended() {
        Finding found = only(new SinkState("email", true, true, 0, 0, Optional.of("host is empty"), Optional.empty()));
        assertThat(found.severity()).isEqualTo(Severity.PROBLEM);
        assertThat(found.found()).isEqualTo("host is empty");
    }

    @Test
    void namesAnOutage() {
        Failing failing = new Failing(Instant.parse("2026-11-22T10:02:11.5Z"), 14, "refused");
        Finding found = only(new SinkState("email", true, true, 3, 0, Optional.empty(), Optional.of(failing)));
        assertThat(found.severity()).isEqualTo(Severity.PROBLEM);
        assertThat(found.found())
                .isEqualTo("Takes nothing since 2026-11-22T10:02:11Z, attempts: 14, messages that wait: 3: refused");
    }

    @Test
    void namesTheCommandForDeadLettersEvenOfASinkThatNobodyWants() {
        Finding found = only(sink("mqtt", false, false, 2));
        assertThat(found.severity()).isEqualTo(Severity.NOTE);
        assertThat(found.advice()).contains("vedette:dead-letters");
    }
}
