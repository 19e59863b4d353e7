package io.vedette.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessRulesTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private final AccessRules rules = new AccessRules(Set.of("vedette.lan"), TOKEN);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:8181",
                "LOCALHOST",
                "127.0.0.1:8181",
                "127.3.2.1",
                "[::1]:8181",
                "vedette.lan:80",
                "localhost."
            })
    void readsAreServedUnderTheNamesOfThisMachine(String host) {
        assertThat(rules.refuse(read("127.0.0.1", host))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "10.0.0.1",
                "",
                "[::1",
                "127.0.0.1@evil"
            })
    void aReboundNameIsRefused(String host) {
        assertThat(rules.refuse(read("127.0.0.1", host)))
                .hasValueSatisfying(refusal -> assertThat(refusal.status()).isEqualTo(403));
    }

    @Test
    void aRequestWithoutHostIsRefused() {
        assertThat(rules.refuse(read("127.0.0.1", null))).isPresent();
    }

    @Test
    void anotherMachineIsRefused() {
        assertThat(rules.refuse(read("192.168.1.7", "localhost"))).isPresent();
        assertThat(rules.refuse(read("0:0:0:0:0:0:0:1", "localhost"))).isEmpty();
    }

    @Test
    void aChangeNeedsSameOriginAndToken() {
        assertThat(rules.refuse(change("http://localhost:8181", TOKEN))).isEmpty();
        assertThat(rules.refuse(change("http://localhost:8182", TOKEN))).isPresent();
        assertThat(rules.refuse(change("https://localhost:8181", TOKEN))).isPresent();
        assertThat(rules.refuse(change(null, TOKEN))).isPresent();
        assertThat(rules.refuse(change("http://localhost:8181", null))).isPresent();
        assertThat(rules.refuse(change("http://localhost:8181", TOKEN + "0"))).isPresent();
    }

    @Test
    void pagesOfOtherSitesGetNothingButALink() {
        assertThat(rules.refuse(browser("GET", "cross-site", "no-cors"))).isPresent();
        assertThat(rules.refuse(browser("GET", "same-site", "cors")))
                .as("another port")
                .isPresent();
        assertThat(rules.refuse(browser("POST", "cross-site", "navigate"))).isPresent();
        assertThat(rules.refuse(browser("GET", "cross-site", "navigate"))).isEmpty();
        assertThat(rules.refuse(browser("GET", "same-origin", "cors"))).isEmpty();
        assertThat(rules.refuse(browser("GET", "none", "navigate"))).isEmpty();
    }

    @Test
    void aReadOrWebSocketOfAnotherOriginIsRefusedWithoutSecFetchSiteToo() {
        assertThat(rules.refuse(readFrom("http://localhost:8181"))).isEmpty();
        assertThat(rules.refuse(readFrom("http://evil.example"))).isPresent();
        assertThat(rules.refuse(readFrom("http://localhost:8182"))).isPresent();
        assertThat(rules.refuse(readFrom("null"))).isPresent();
    }

    private static AccessRules.Asked readFrom(String origin) {
        return new AccessRules.Asked("GET", "http", "127.0.0.1", "localhost:8181", origin, null, null, null);
    }

    private static AccessRules.Asked browser(String method, String site, String mode) {
        return new AccessRules.Asked(
                method, "http", "127.0.0.1", "localhost:8181", "http://localhost:8181", TOKEN, site, mode);
    }

    private static AccessRules.Asked read(String remote, String host) {
        return new AccessRules.Asked("GET", "http", remote, host, null, null, null, null);
    }

    private static AccessRules.Asked change(String origin, String token) {
        return new AccessRules.Asked("POST", "http", "127.0.0.1", "localhost:8181", origin, token, null, null);
    }
}
