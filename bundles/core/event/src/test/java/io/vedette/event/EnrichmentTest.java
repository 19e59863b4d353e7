package io.vedette.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.Box;
import io.vedette.api.event.EventEnricher;
import io.vedette.api.event.ObjectEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EnrichmentTest {

    private final Enrichment enrichment = new Enrichment();

    @AfterEach
    void close() {
        enrichment.close();
    }

    private interface Answer {
        Map<String, Object> to(ObjectEvent event) throws InterruptedException;
    }

    private static EventEnricher enricher(String name, Duration budget, Answer answer) {
        return new EventEnricher() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Duration budget() {
                return budget;
            }

            @Override
            public Map<String, Object> enrich(ObjectEvent event) throws InterruptedException {
                return answer.to(event);
            }
        };
    }

    private static ObjectEvent event() {
        return new ObjectEvent(
                new ObjectEvent.Key(ObjectEvent.Type.NEW, UUID.randomUUID(), "front", 1, 1, 1),
                new ObjectEvent.Subject("human", "person", 0.9, Box.FRAME, 1),
                new ObjectEvent.Times(Instant.EPOCH, Instant.EPOCH, Optional.empty()),
                new ObjectEvent.Provenance(Map.of(), Optional.empty(), Optional.empty()),
                List.of(),
                Map.of("risk_level", "info"));
    }

    @Test
    void asksInOrderOfRankingAndShowsWhatWasAdded() throws Exception {
        Duration budget = EventEnricher.MOST;
        enrichment.add(
                enricher("later", budget, e -> Map.of("seen", e.attributes().get("first"))), 0);
        enrichment.add(enricher("earlier", budget, e -> Map.of("first", 7, "risk_level", "none")), 10);
        assertThat(enrichment.pass(event()).attributes())
                .containsEntry("first", 7)
                .containsEntry("seen", 7)
                .containsEntry("risk_level", "info");
    }

    @Test
    void skipsAndCountsWhoFailsOrIsLateAndLetsWhoIsLateRest() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        enrichment.add(
                enricher("slow", Duration.ofMillis(20), e -> {
                    asked.incrementAndGet();
                    never.await();
                    return Map.of("slow", true);
                }),
                2);
        enrichment.add(
                enricher("broken", EventEnricher.MOST, e -> {
                    throw new IllegalStateException("broken");
                }),
                1);
        enrichment.add(enricher("good", EventEnricher.MOST, e -> Map.of("good", true)), 0);
        for (int i = 0; i < 2 * Enrichment.PATIENCE; i++) {
            assertThat(enrichment.pass(event()).attributes())
                    .containsEntry("good", true)
                    .doesNotContainKey("slow");
        }
        assertThat(enrichment.skipped())
                .containsEntry("slow", 6L)
                .containsEntry("broken", 6L)
                .containsEntry("good", 0L);
        int before = asked.get();
        enrichment.pass(event());
        assertThat(asked).hasValue(before);
    }

    @Test
    void forgetsWhoLeaves() throws Exception {
        EventEnricher leaving = enricher("x", EventEnricher.MOST, e -> Map.of("x", 1));
        enrichment.add(leaving, 0);
        enrichment.remove(leaving);
        assertThat(enrichment.pass(event()).attributes()).doesNotContainKey("x");
    }
}
