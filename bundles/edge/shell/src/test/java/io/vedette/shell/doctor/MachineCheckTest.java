package io.vedette.shell.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineCheckTest {
    private static final long GB = 1_000_000_000L;

    @ParameterizedTest
    @CsvSource({"16, PROBLEM", "17, OK", "21, OK", "23, OK", "24, PROBLEM"})
    void judgesJava(int release, Severity severity) {
        assertThat(MachineCheck.java(release).severity()).isEqualTo(severity);
    }

    @ParameterizedTest
    @CsvSource({"0, OK", "1999, OK", "-1999, OK", "2000, NOTE", "-3600000, NOTE"})
    void judgesTheClock(long jumpMs, Severity severity) {
        assertThat(MachineCheck.clock(Duration.ofMillis(jumpMs)).severity()).isEqualTo(severity);
    }

    @Test
    void tellsWhichWayTheClockWasSet() {
        assertThat(MachineCheck.clock(Duration.ofHours(-1)).found()).startsWith("Was set 3600 s back");
        assertThat(MachineCheck.clock(Duration.ofHours(1)).found()).startsWith("Was set 3600 s forward");
    }

    @Test
    void seesHowFarTheClockJumped() {
        assertThat(MachineCheck.clockJump(90_000, 60_000, 30_000)).isZero();
        assertThat(MachineCheck.clockJump(90_000, 60_000, 40_000)).isEqualTo(Duration.ofSeconds(-10));
    }

    @ParameterizedTest
    @CsvSource({"100, 200, OK", "4, 30, OK", "4, 200, NOTE", "0, 200, PROBLEM", "0, 2, PROBLEM"})
    void judgesTheDisk(long freeGb, long totalGb, Severity severity) {
        assertThat(MachineCheck.disk(freeGb * GB, totalGb * GB).severity()).isEqualTo(severity);
    }

    @Test
    void findsTheDisk(@TempDir Path home) {
        assertThat(MachineCheck.disk(home).found()).matches("[0-9.]+ GB of [0-9.]+ GB are free");
    }

    @Test
    void tellsADiskThatCannotBeFound() {
        assertThat(MachineCheck.disk(Path.of("/no/such/home")).severity()).isEqualTo(Severity.PROBLEM);
    }
}
