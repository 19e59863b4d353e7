package io.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.spi.event.SinkState;
import io.vedette.core.spi.event.SinkState.Failing;
import io.vedette.core.spi.health.HealthReport.Check;
import io.vedette.core.spi.health.HealthReport.Status;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SinkRowTest {
    private static final Instant SINCE = Instant.parse("2026-11-22T10:02:11.250Z");
    private static final SinkState WELL =
            new SinkState("telegram", true, true, 0, 0, Optional.empty(), Optional.empty());

    private static Check row(SinkState sink) {
        return SinkRow.of(sink, SINCE.plusSeconds(31));
    }

    private static SinkState waiting(long waiting) {
        return new SinkState("telegram", true, true, waiting, 0, Optional.empty(), Optional.empty());
    }

    private static SinkState failing(String complaint) {
        return new SinkState(
                "telegram",
                true,
                true,
                12,
                0,
                Optional.of(complaint).filter(each -> !each.isEmpty()),
                Optional.of(new Failing(SINCE, 14, "token is empty")));
    }

    @Test
    void whoTakesEverythingIsWell() {
        assertThat(row(WELL)).isEqualTo(new Check("sink telegram", Status.OK, "0 messages wait"));
        assertThat(row(waiting(1)).detail()).isEqualTo("1 message waits");
    }

    @Test
    void whoTakesNothingForHalfAMinuteIsWorthALook() {
        assertThat(row(failing("")))
                .isEqualTo(new Check(
                        "sink telegram",
                        Status.WARN,
                        "takes nothing since 2026-11-22T10:02:11Z (14 attempts): token is empty; 12 messages wait"));
    }

    @Test
    void aShortOutageIsToldAndNotWorthALook() {
        assertThat(SinkRow.of(failing(""), SINCE.plusSeconds(29)))
                .isEqualTo(new Check(
                        "sink telegram",
                        Status.OK,
                        "14 attempts failed since 2026-11-22T10:02:11Z: token is empty; 12 messages wait"));
    }

    @Test
    void whoIsWantedAndNotThereIsWorthALook() {
        Check row = row(new SinkState("telegramm", true, false, 3, 0, Optional.empty(), Optional.empty()));
        assertThat(row.status()).isEqualTo(Status.WARN);
        assertThat(row.detail()).contains("no plug-in of this name is there", "3 messages wait");
    }

    @Test
    void settingsThatAreToBeMendedAreWorthALookBeforeAnythingWaitsAndToldOnce() {
        Check row = row(new SinkState("telegram", true, true, 0, 0, Optional.of("token is empty"), Optional.empty()));
        assertThat(row).isEqualTo(new Check("sink telegram", Status.WARN, "token is empty; 0 messages wait"));
        assertThat(row(failing("token is empty")).detail()).containsOnlyOnce("token is empty");
        assertThat(row(failing("url is bad")).detail()).contains("token is empty", "url is bad");
        assertThat(SinkRow.of(failing("token is empty"), SINCE).status()).isEqualTo(Status.WARN);
    }

    @Test
    void manyThatWaitAreWorthALook() {
        assertThat(row(waiting(1000)).status()).isEqualTo(Status.OK);
        assertThat(row(waiting(1001))).isEqualTo(new Check("sink telegram", Status.WARN, "1001 messages wait"));
    }

    @Test
    void deadLettersAreWorthALookAndTheCommandIsNamed() {
        Check row = row(new SinkState("telegram", true, true, 0, 2, Optional.empty(), Optional.empty()));
        assertThat(row.status()).isEqualTo(Status.WARN);
        assertThat(row.detail()).contains("2 messages were refused for good", "vedette:dead-letters");
    }

    @Test
    void whatNobodyWantsAnyMoreNeedNotBeThere() {
        Check row = row(new SinkState("telegram", false, false, 5, 0, Optional.empty(), Optional.empty()));
        assertThat(row.status()).isEqualTo(Status.OK);
        assertThat(row.detail()).contains("any more", "5 messages wait");
    }
}
