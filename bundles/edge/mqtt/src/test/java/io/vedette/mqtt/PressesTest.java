package io.vedette.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.trigger.Press;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PressesTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final byte[] ANY = {1};

    private final Topics topics = new Topics("vedette");
    private final List<Press> taken = new ArrayList<>();
    private final Presses presses = new Presses(() -> Optional.of(new Fakes.Bell(taken)), () -> NOON);

    @Test
    void tellsWhenWhereAndByWhat() {
        presses.take("front", "vedette/cameras/front/press", ANY, false);

        assertThat(taken).containsExactly(new Press("front", "mqtt", NOON));
        assertThat(presses.refusals()).isZero();
    }

    @Test
    void countsWhatItCannotTake() {
        presses.take("back", "vedette/cameras/back/press", ANY, false);
        presses.take("front", "vedette/cameras/front/press", ANY, true);
        presses.take("front", "vedette/cameras/front/press", new byte[0], true);
        assertThat(presses.refusals()).isEqualTo(2);

        Presses alone = new Presses(Optional::empty, () -> NOON);
        alone.take("front", "vedette/cameras/front/press", ANY, false);
        assertThat(alone.refusals()).isEqualTo(1);
        assertThat(taken).isEmpty();
    }

    @Test
    void knowsItsTopicsFromThoseOfSwitches() {
        assertThat(topics.press("vedette/cameras/front/press")).hasValue("front");
        assertThat(topics.press("vedette/cameras/press")).isEmpty();
        assertThat(topics.press("vedette/cameras/front/press/set")).isEmpty();
        assertThat(topics.press("other/cameras/front/press")).isEmpty();
        assertThat(topics.order("vedette/cameras/front/press")).isEmpty();
    }
}
