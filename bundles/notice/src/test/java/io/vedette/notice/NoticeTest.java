package io.vedette.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.event.EventMessage;
import io.vedette.api.event.SinkRejectedException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeTest {

    private static final String DOOR = "{\"schema\":1,\"type\":\"update\",\"stream_id\":\"front\",\"label\":\"person\","
            + "\"timestamp_utc\":\"2026-11-22T10:15:30.250Z\",\"face\":{\"name\":\"Anna\",\"list\":\"known\",\"similarity\":0.7},"
            + "\"alert\":{\"rule\":\"door\",\"severity\":\"warning\",\"text\":\"Somebody is there\"}}";

    private final Wording wording = new Wording(ZoneId.of("Europe/Berlin"));

    private static Notice notice(String json) throws SinkRejectedException {
        return Notice.of(new EventMessage(new UUID(1, 2), 3, json));
    }

    @Test
    void readsWhatPeopleAreTold() throws Exception {
        Notice notice = notice(DOOR);
        assertThat(notice.camera()).isEqualTo("front");
        assertThat(notice.at()).contains(Instant.parse("2026-11-22T10:15:30.250Z"));
        assertThat(notice.face()).contains(new Notice.Face(Optional.of("Anna"), "known"));
        assertThat(notice.alert()).contains(new Notice.Alert("door", "warning", Optional.of("Somebody is there")));
    }

    @Test
    void tellsItInWordsAndInTheZonesTime() throws Exception {
        assertThat(wording.text(notice(DOOR)))
                .isEqualTo("⚠️ Anna (known) at front\nSomebody is there\nSeen: person\n2026-11-22 11:15:30 CET\n"
                        + "Rule: door (warning)");
    }

    @Test
    void doesWithoutAlertFaceAndTime() throws Exception {
        Notice bare = notice("{}");
        assertThat(bare.alert()).isEmpty();
        assertThat(wording.text(bare)).isEqualTo("something");
        Notice cat =
                notice("{\"label\":\"cat\",\"stream_id\":\"yard\",\"alert\":{\"rule\":\"pets\"},\"timestamp_utc\":7}");
        assertThat(wording.text(cat)).isEqualTo("cat at yard\nRule: pets");
    }

    @Test
    void namesAnUnknownFaceAsSuch() throws Exception {
        Notice notice = notice("{\"stream_id\":\"front\",\"face\":{\"list\":\"unknown\"}}");
        assertThat(notice.face())
                .hasValueSatisfying(face -> assertThat(face.isUnknown()).isTrue());
        assertThat(wording.headline(notice)).isEqualTo("Unknown face at front");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"face\":{\"name\":\"Anna\"", "", "[1]", "null", "\"Anna\"", "{'a':1}"})
    void refusesWhatIsNoEventWithoutQuotingIt(String json) {
        assertThatThrownBy(() -> notice(json))
                .isInstanceOf(SinkRejectedException.class)
                .hasMessageContaining("no event")
                .hasMessageNotContaining("Anna")
                .hasNoCause();
    }
}
