package io.vedette.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.event.SinkException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SetupTest {

    private final List<String> made = new ArrayList<>();
    private final Setup<String, String> setup = new Setup<>("Pigeon", "loft", SetupTest::read, loft -> {
        made.add(loft);
        return "pigeon of " + loft;
    });

    private static Optional<String> read(Form form) throws BadSetting {
        if (form.text("loft").filter("roof"::equals).isPresent()) {
            throw form.bad("loft", "roof", "a house");
        }
        return form.text("loft");
    }

    private boolean apply(String loft) {
        return setup.apply(new Form("io.vedette.pigeon", Map.of("loft", loft), text -> text));
    }

    @Test
    void isOffUntilItsKeyIsSetAndSaysSo() throws Exception {
        apply("");
        assertThat(setup.serving()).isEmpty();
        assertThat(setup.complaint()).hasValue("io.vedette.pigeon: loft is empty; messages wait until it is set");
        assertThatThrownBy(setup::get)
                .isExactlyInstanceOf(SinkException.class)
                .hasMessage(setup.complaint().orElseThrow());
        assertThat(apply("house")).isTrue();
        assertThat(setup.complaint()).isEmpty();
        assertThat(setup.get()).isEqualTo("pigeon of house");
    }

    @Test
    void keepsTheLastGoodOnesInForceAndComplainsUntilTheyAreMended() throws Exception {
        apply("house");
        assertThat(apply("roof")).isFalse();
        assertThat(setup.get()).isEqualTo("pigeon of house");
        assertThat(setup.complaint())
                .hasValue("io.vedette.pigeon: loft = 'roof': a house; the former settings stay in force");
        assertThat(apply("house")).isFalse();
        assertThat(setup.complaint()).isEmpty();
        assertThat(made).containsExactly("house");
    }

    @Test
    void staysOffWhereTheFirstAreRefused() {
        apply("roof");
        assertThatThrownBy(setup::get).hasMessage("io.vedette.pigeon: loft = 'roof': a house; Pigeon stays off");
    }

    @Test
    void canBeTurnedOffAgain() {
        apply("house");
        assertThat(apply("")).isTrue();
        assertThat(setup.serving()).isEmpty();
        apply("house");
        assertThat(made).containsExactly("house", "house");
    }
}
