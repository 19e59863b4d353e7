package io.vedette.face;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.face.Embedding;
import io.vedette.api.face.FaceList;
import io.vedette.face.TrackDecision.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrackDecisionTest {
    private static final String MODEL = "m";
    private static final double THRESHOLD = 0.38;
    private static final long ANNA = 1;
    private static final long BERT = 2;

    private final TrackDecision decision = new TrackDecision();
    private Album album = album(1, Set.of(MODEL));

    /** Anna's face is the first direction, Bert's the second; the third and fourth are nobody's. */
    private static Album album(long version, Set<String> complete) {
        FaceIndex index = FaceIndex.of(List.of(
                new FaceIndex.Entry(ANNA, new float[] {1, 0, 0, 0}),
                new FaceIndex.Entry(BERT, new float[] {0, 1, 0, 0})));
        Map<Long, Album.Card> people = new HashMap<>();
        people.put(ANNA, new Album.Card("Anna", FaceList.KNOWN));
        people.put(BERT, new Album.Card("Bert", FaceList.BLOCKED));
        return new Album(version, people, Map.of(MODEL, index), complete);
    }

    /** A face that is so much like Anna and so much like Bert. */
    private static Embedding face(double anna, double bert) {
        return face(MODEL, anna, bert);
    }

    private static Embedding face(String model, double anna, double bert) {
        double rest = Math.sqrt(1 - anna * anna - bert * bert);
        return new Embedding(model, new float[] {(float) anna, (float) bert, (float) rest, 0});
    }

    private void see(double anna, double bert, double quality) {
        decision.seen(face(anna, bert), quality, album, THRESHOLD);
    }

    private Long person() {
        return decision.verdict().map(Verdict::person).orElse(null);
    }

    @Test
    void namesNobodyByOneLook() {
        see(0.95, 0, 1);
        assertThat(decision.verdict()).isEmpty();
        see(0.6, 0, 1);
        assertThat(person()).isEqualTo(ANNA);
        assertThat(decision.verdict().orElseThrow().score()).isBetween(0.77, 0.78);
    }

    @Test
    void weighsLooksByTheirQuality() {
        see(0.2, 0, 0.1);
        see(0.6, 0, 0.9);
        see(0.6, 0, 0.9);
        double score = (0.2 * 0.1 + 0.6 * 0.9 + 0.6 * 0.9) / 1.9;
        assertThat(decision.verdict().orElseThrow().score())
                .isCloseTo(score, org.assertj.core.data.Offset.offset(1e-4));
    }

    @Test
    void waitsForMoreLooksWhereTheyAreBad() {
        see(0.6, 0, 0.1);
        see(0.6, 0, 0.1);
        assertThat(decision.verdict()).isEmpty();
        see(0.6, 0, 0.1);
        see(0.6, 0, 0.1);
        assertThat(person()).isEqualTo(ANNA);
    }

    @Test
    void namesNobodyWhereTwoAreAsAlike() {
        for (int i = 0; i < 8; i++) {
            see(0.5, 0.48, 1);
        }
        assertThat(decision.verdict()).isEmpty();
    }

    @Test
    void callsUnknownWhoIsLikeNobodyOverThreeLooks() {
        see(0.2, 0.1, 0.8);
        see(0.2, 0.1, 0.8);
        assertThat(decision.verdict()).isEmpty();
        see(0.2, 0.1, 0.8);
        assertThat(person()).isEqualTo(Verdict.NOBODY);
        assertThat(decision.verdict().orElseThrow().score()).isCloseTo(0.2, org.assertj.core.data.Offset.offset(1e-4));
    }

    @Test
    void saysNothingJustBelowTheThreshold() {
        for (int i = 0; i < 8; i++) {
            see(0.36, 0, 1);
        }
        assertThat(decision.verdict()).isEmpty();
    }

    @Test
    void callsNobodyUnknownWhileFacesAreMadeAnew() {
        album = album(1, Set.of());
        for (int i = 0; i < 8; i++) {
            see(0.1, 0, 1);
        }
        assertThat(decision.verdict()).isEmpty();
        album = album(2, Set.of(MODEL));
        see(0.1, 0, 1);
        assertThat(person()).isEqualTo(Verdict.NOBODY);
    }

    @Test
    void keepsANameAgainstOneBadLookHoweverGoodItSeems() {
        see(0.45, 0, 0.3);
        see(0.45, 0, 0.3);
        assertThat(person()).isEqualTo(ANNA);
        see(0, 0.99, 1);
        assertThat(person()).isEqualTo(ANNA);
    }

    @Test
    void changesANameOnClearlyBetterEvidence() {
        see(0.45, 0, 0.3);
        see(0.45, 0, 0.3);
        see(0, 0.8, 0.9);
        see(0, 0.8, 0.9);
        assertThat(person()).isEqualTo(BERT);
    }

    @Test
    void keepsANameWhereAnotherIsOnlyALittleMoreAlike() {
        see(0.5, 0.44, 0.5);
        see(0.5, 0.44, 0.5);
        assertThat(person()).isEqualTo(ANNA);
        see(0.44, 0.56, 1);
        see(0.44, 0.56, 1);
        assertThat(person()).isEqualTo(ANNA);
    }

    @Test
    void takesANameBackOnlyWhereManyGoodLooksDoNotBearItOut() {
        see(0.5, 0, 0.4);
        see(0.5, 0, 0.4);
        see(0.05, 0, 1);
        see(0.05, 0, 1);
        assertThat(person()).isEqualTo(ANNA);
        see(0.05, 0, 1);
        assertThat(person()).isEqualTo(Verdict.NOBODY);
    }

    @Test
    void namesAStrangerOnceGoodLooksCome() {
        for (int i = 0; i < 3; i++) {
            see(0.2, 0, 0.3);
        }
        assertThat(person()).isEqualTo(Verdict.NOBODY);
        for (int i = 0; i < 3; i++) {
            see(0.7, 0, 1);
        }
        assertThat(person()).isEqualTo(ANNA);
    }

    @Test
    void keepsTheBestLooks() {
        for (int i = 0; i < TrackDecision.KEPT; i++) {
            see(0.7, 0, 0.9);
        }
        for (int i = 0; i < 20; i++) {
            see(0, 0.9, 0.2);
        }
        assertThat(person()).isEqualTo(ANNA);
        assertThat(decision.verdict().orElseThrow().score()).isGreaterThan(0.69);
    }

    @Test
    void beginsAnewWithAnotherModelButKeepsTheName() {
        see(0.7, 0, 1);
        see(0.7, 0, 1);
        decision.seen(face("other", 0, 0.9), 1, album, THRESHOLD);
        assertThat(person()).isEqualTo(ANNA);
    }

    @Test
    void forgetsANameWithItsPerson() {
        see(0.7, 0, 1);
        see(0.7, 0, 1);
        album = new Album(2, Map.of(BERT, album.people().get(BERT)), Map.of(), Set.of(MODEL));
        see(0.7, 0, 1);
        assertThat(person()).isEqualTo(Verdict.NOBODY);
    }

    @Test
    void callsEverybodyUnknownInAnEmptyGallery() {
        for (int i = 0; i < 3; i++) {
            decision.seen(face(0.7, 0), 1, Album.EMPTY, THRESHOLD);
        }
        assertThat(decision.verdict()).contains(new Verdict(Verdict.NOBODY, 0));
    }
}
