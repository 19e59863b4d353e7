package io.vedette.event;

import static io.vedette.event.Looks.PORCH;
import static io.vedette.event.Looks.SETTINGS;
import static io.vedette.event.Looks.at;
import static io.vedette.event.Looks.lost;
import static io.vedette.event.Looks.person;
import static io.vedette.event.Looks.removed;
import static io.vedette.event.Looks.seen;
import static io.vedette.event.Looks.tentative;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.Box;
import io.vedette.api.event.ObjectEvent;
import io.vedette.api.face.FaceList;
import io.vedette.core.spi.event.EventSettings;
import io.vedette.core.spi.event.LookOutcome;
import io.vedette.core.spi.event.Pressed;
import io.vedette.core.spi.event.Pressing;
import io.vedette.core.spi.face.FaceFinding;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LifeCycleTest {
    private final Told told = new Told();
    private final LifeCycle cycle = new LifeCycle(new Term("home", "front", 3), SETTINGS, told);

    @Test
    void beginsWhenTheTrackIsConfirmedAndStartedWhenItWasFirstSeen() {
        cycle.look(at(0, tentative(7)));
        cycle.look(at(200, person(7)));
        assertThat(told.lines()).containsExactly("new 7/1");
        ObjectEvent event = told.events.get(0);
        assertThat(event.times().started()).isEqualTo(FakeFrame.START);
        assertThat(event.times().at()).isEqualTo(FakeFrame.START.plusMillis(200));
        assertThat(event.key().epoch()).isEqualTo(3);
        assertThat(event.what().box()).isEqualTo(PORCH);
        assertThat(event.what().frameIndex()).isEqualTo(5);
        assertThat(event.what().category()).isEqualTo("human");
        assertThat(event.attributes()).doesNotContainKey("notify");
    }

    @Test
    void doesNotBeginForAnUnwantedLabelOrAWeakScore() {
        cycle.look(at(0, seen(1, "giraffe", 0.9, PORCH), seen(2, "person", 0.49, PORCH)));
        assertThat(told.events).isEmpty();
        cycle.look(at(200, seen(2, "person", 0.5, PORCH)));
        assertThat(told.lines()).containsExactly("new 2/1");
    }

    @Test
    void takesEveryLabelWhereAStarIsWanted() {
        cycle.configure(new EventSettings(Set.of("*"), 0.5, SETTINGS.absence(), SETTINGS.cooldown(), true));
        cycle.look(at(0, seen(1, "giraffe", 0.9, PORCH)));
        assertThat(told.lines()).containsExactly("new 1/1");
    }

    @Test
    void endsAfterTheAbsenceAtTheTimeOfTheLastSight() {
        cycle.look(at(0, person(7)));
        cycle.look(at(1000, lost(7, 1000)));
        cycle.look(at(1900, lost(7, 1900)));
        assertThat(told.lines()).containsExactly("new 7/1", "update 7/2");
        cycle.look(at(2000, lost(7, 2000)));
        assertThat(told.lines()).containsExactly("new 7/1", "update 7/2", "end 7/3");
        assertThat(told.events.get(2).times().ended()).contains(FakeFrame.START);
        assertThat(told.events.get(2).times().at()).isEqualTo(FakeFrame.START.plusSeconds(2));
    }

    @Test
    void endsWhenTheTrackIsGivenUpOrForgotten() {
        cycle.look(at(0, person(1), seen(2, "car", 0.8, new Box(0.7, 0.7, 0.2, 0.2))));
        cycle.look(at(200, removed(1)));
        assertThat(told.lines()).containsExactly("new 1/1", "new 2/1", "end 1/2", "end 2/2");
    }

    @Test
    void makesANewEventOfATrackThatIsRevivedAfterItsEnd() {
        cycle.look(at(0, person(7)));
        cycle.look(at(2000, lost(7, 2000)));
        cycle.look(at(2200, lost(7, 2200)));
        cycle.look(at(2400, person(7)));
        assertThat(told.lines()).containsExactly("new 7/1", "end 7/2", "new 7/1");
        assertThat(told.events.get(2).key().eventId())
                .isNotEqualTo(told.events.get(0).key().eventId());
    }

    @Test
    void marksASecondEventOfTheSameLabelAndPlaceWithinTheCooldown() {
        cycle.look(at(0, person(1)));
        cycle.look(at(200, removed(1)));
        cycle.look(at(9_000, person(2), seen(3, "person", 0.9, new Box(0.8, 0.5, 0.1, 0.3))));
        assertThat(told.events.get(2).attributes()).containsEntry("notify", false);
        assertThat(told.events.get(3).attributes()).doesNotContainKey("notify");
        cycle.look(at(9_200, removed(2), removed(3)));
        cycle.look(at(19_300, person(4)));
        assertThat(told.events.get(6).attributes()).doesNotContainKey("notify");
    }

    @Test
    void marksAnEventThatAnotherTrackHasJustLost() {
        cycle.look(at(0, person(1)));
        cycle.look(at(200, lost(1, 200), person(2)));
        assertThat(told.events.get(1).attributes()).containsEntry("notify", false);
    }

    @Test
    void updatesAtMostOnceASecondWhenThePictureIsClearlyBetter() {
        cycle.look(at(0, seen(1, "person", 0.6, PORCH)));
        cycle.look(at(400, seen(1, "person", 0.8, PORCH)));
        cycle.look(at(900, seen(1, "person", 0.85, PORCH)));
        assertThat(told.lines()).containsExactly("new 1/1");
        cycle.look(at(1000, seen(1, "person", 0.85, PORCH)));
        cycle.look(at(1400, seen(1, "person", 0.99, PORCH)));
        cycle.look(at(2000, seen(1, "person", 0.99, PORCH)));
        assertThat(told.lines()).containsExactly("new 1/1", "update 1/2", "update 1/3");
    }

    @Test
    void saysNothingButItsPictureOfAnObjectThatStaysTheSame() {
        for (int ms = 0; ms < 20_000; ms += 200) {
            cycle.look(at(ms, person(1)));
        }
        assertThat(told.lines()).containsExactly("new 1/1", "update 1/2");
    }

    @Test
    void updatesWhenTheLabelChanges() {
        cycle.look(at(0, seen(1, "person", 0.9, PORCH)));
        cycle.look(at(1200, seen(1, "car", 0.9, PORCH)));
        cycle.look(at(2400, seen(1, "giraffe", 0.9, PORCH)));
        assertThat(told.lines()).containsExactly("new 1/1", "update 1/2");
        assertThat(told.events.get(1).what().label()).isEqualTo("car");
        assertThat(told.events.get(1).what().category()).isEqualTo("vehicle");
    }

    @Test
    void updatesOnceThePictureIsThere() {
        cycle.look(at(0, person(1)));
        assertThat(told.events.get(0).provenance().imageUrl()).isEmpty();
        told.stored.add(told.events.get(0).key().eventId());
        cycle.look(at(500, person(1)));
        cycle.look(at(1000, lost(1, 500)));
        cycle.look(at(2100, lost(1, 1600)));
        assertThat(told.lines()).containsExactly("new 1/1", "update 1/2");
        assertThat(told.events.get(1).provenance().imageUrl())
                .contains("/api/v1/events/" + told.events.get(0).key().eventId() + "/snapshot.jpg");
    }

    @Test
    void handsOnAFrameOnlyWhenItShowsTheObjectBetter() {
        cycle.look(at(0, seen(1, "person", 0.9, new Box(0, 0.2, 0.1, 0.3))));
        cycle.look(at(200, seen(1, "person", 0.9, new Box(0.01, 0.2, 0.1, 0.3))));
        cycle.look(at(400, seen(1, "person", 0.95, new Box(0.02, 0.2, 0.1, 0.3))));
        cycle.look(at(600, seen(1, "person", 0.9, new Box(0.1, 0.2, 0.2, 0.4))));
        assertThat(told.pictures).containsExactly(0L, 5L, 15L);
    }

    @Test
    void handsNoFrameOnWhileSnapshotsAreOff() {
        cycle.configure(new EventSettings(Set.of("person"), 0.5, SETTINGS.absence(), SETTINGS.cooldown(), false));
        cycle.look(at(0, person(1)));
        assertThat(told.pictures).isEmpty();
    }

    @Test
    void countsWhatIsThereAndBackToNought() {
        assertThat(told.counts).containsEntry("person", 0).containsEntry("car", 0);
        cycle.look(at(0, person(1), seen(2, "person", 0.9, new Box(0.8, 0.5, 0.1, 0.3))));
        assertThat(told.counts).containsEntry("person", 2);
        cycle.look(at(500, lost(1, 500), removed(2)));
        assertThat(told.counts).containsEntry("person", 1);
        cycle.endAll(FakeFrame.START.plusSeconds(1));
        assertThat(told.counts).containsEntry("person", 0);
    }

    @Test
    void endsAllThatIsOpenWithTheLastSeqPlusOne() {
        cycle.look(at(0, person(1), seen(2, "car", 0.9, new Box(0.8, 0.5, 0.1, 0.3))));
        cycle.endAll(FakeFrame.START.plusSeconds(1));
        assertThat(told.lines()).containsExactly("new 1/1", "new 2/1", "end 1/2", "end 2/2");
        assertThat(told.events.get(2).times().at()).isEqualTo(FakeFrame.START.plusSeconds(1));
        assertThat(cycle.open()).isZero();
    }

    @Test
    void keepsOpenEventsWhenTheSettingsChange() {
        cycle.look(at(0, person(1)));
        cycle.configure(new EventSettings(Set.of("car"), 0.5, SETTINGS.absence(), SETTINGS.cooldown(), true));
        cycle.look(at(200, person(1)));
        assertThat(cycle.open()).isEqualTo(1);
        assertThat(told.lines()).containsExactly("new 1/1");
    }

    @Test
    void cutsTheBoxAtTheFramesEdge() {
        cycle.look(at(0, seen(1, "person", 0.9, new Box(-0.1, 0.9, 0.3, 0.3))));
        Box box = told.events.get(0).what().box();
        assertThat(box.x()).isZero();
        assertThat(box.bottom()).isLessThanOrEqualTo(1);
    }

    @Test
    void givesTheSameIdsToTheSameLooks() {
        Told again = new Told();
        LifeCycle other = new LifeCycle(new Term("home", "front", 3), SETTINGS, again);
        cycle.look(at(0, person(1)));
        other.look(at(0, person(1)));
        assertThat(again.events).isEqualTo(told.events);
    }

    @Test
    void aPressIsAnEventWhateverElseIsSeenAndEndsWithItsClip() {
        Pressing pressing = new Pressing("gpio:front", FakeFrame.START, Optional.of(new FakeFrame(Duration.ZERO, 3)));
        Pressed pressed = cycle.pressed(pressing);
        assertThat(told.lines()).containsExactly("new 0/1");
        ObjectEvent event = told.events.get(0);
        assertThat(event.what().category()).isEqualTo("doorbell");
        assertThat(event.what().label()).isEqualTo("doorbell");
        assertThat(event.attributes()).containsEntry("trigger", "gpio:front").doesNotContainKey("notify");
        assertThat(told.pictures).containsExactly(3L);
        assertThat(pressed.clip()).isPresent();

        cycle.look(at(5000, person(7)));
        cycle.endAll(FakeFrame.START.plusSeconds(6));
        assertThat(told.lines()).doesNotContain("end 0/2");
        cycle.clipped(pressed.eventId(), true);
        cycle.clipped(pressed.eventId(), true);
        assertThat(told.lines()).endsWith("end 0/2").hasSize(4);
        assertThat(told.events.get(3).attributes())
                .containsEntry("clip_url", "/api/v1/events/" + pressed.eventId() + "/clip.mp4");
    }

    @Test
    void aSecondPressWithinTheCooldownIsAnEventButNotWorthANotification() {
        cycle.pressed(new Pressing("http", FakeFrame.START, Optional.empty()));
        cycle.pressed(new Pressing("http", FakeFrame.START.plusSeconds(9), Optional.empty()));
        cycle.pressed(new Pressing("http", FakeFrame.START.plusSeconds(30), Optional.empty()));
        assertThat(told.events)
                .extracting(each -> each.attributes().get("notify"))
                .containsExactly(null, false, null);
        cycle.endPresses();
        assertThat(told.lines()).hasSize(6);
    }

    @Test
    void tellsOnceWhoItIsAndAgainWhenItIsSomebodyElse() {
        cycle.look(at(0, person(7)));
        cycle.look(who(1500, new FaceFinding("Ann", FaceList.KNOWN, 0.5)));
        cycle.look(who(3000, new FaceFinding("Ann", FaceList.KNOWN, 0.7)));
        cycle.look(at(4500, person(7)));
        cycle.look(who(6000, new FaceFinding("", FaceList.UNKNOWN, 0.2)));
        assertThat(told.lines()).containsExactly("new 7/1", "update 7/2", "update 7/3");
        assertThat(EventJson.of(told.events.get(1)))
                .contains("\"face\":{\"name\":\"Ann\",\"list\":\"known\",\"similarity\":0.5}");
        assertThat(EventJson.of(told.events.get(2)))
                .contains("\"face\":{\"name\":null,\"list\":\"unknown\",\"similarity\":0.2}");
        assertThat(cycle.eventOf(7)).contains(told.events.get(0).key().eventId());
        assertThat(cycle.eventOf(8)).isEmpty();
    }

    private static LookOutcome who(long ms, FaceFinding who) {
        LookOutcome plain = at(ms, person(7));
        return new LookOutcome(plain.frame(), plain.tracks(), plain.detector(), plain.latencyMs(), Map.of(7L, who));
    }
}
