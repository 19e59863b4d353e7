package io.vedette.testkit.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.detect.Look;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.testkit.contract.BentDetector.Answering;
import io.vedette.testkit.picture.StillPicture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of the contract is broken once, and the test for it notices. */
class BrokenDetectorsTest {

    private static final Box PLACE = new Box(0.3, 0.2, 0.2, 0.4);

    /** The contract, on a detector that breaks it. */
    private static final class Contract extends DetectorContractTest {
        private final ObjectDetector detector;

        Contract(ObjectDetector detector) {
            this.detector = detector;
        }

        @Override
        protected ObjectDetector detector() {
            return detector;
        }

        @Override
        protected StillPicture picture() {
            return StillPicture.grey(640, 360).with(PLACE, 0xffffff);
        }
    }

    /** One test of the contract. */
    private interface Rule {
        void check(Contract contract) throws Exception;
    }

    static Stream<Arguments> rules() {
        Stream<Arguments> honest = Stream.of(arguments("an honest one", new BentDetector(), null));
        return Stream.concat(honest, Stream.concat(answers(), habits()));
    }

    private static Stream<Arguments> answers() {
        return Stream.of(
                arguments("no info", new BentDetector().nameless(), rule(Contract::introducesItselfBeforeItIsOpened)),
                arguments("null", answering((own, looks) -> null), rule(Contract::answersEachLookWithAList)),
                arguments("too few", answering((own, looks) -> List.of()), rule(Contract::answersEachLookWithAList)),
                arguments(
                        "a list with null",
                        answering((own, looks) -> Collections.singletonList(null)),
                        rule(Contract::answersEachLookWithAList)),
                arguments(
                        "a foreign label",
                        each(found -> new Detection("ghost", found.score(), found.box())),
                        rule(Contract::tellsKnownLabelsAndPlacesInTheFrame)),
                arguments(
                        "pixels",
                        each(found -> new Detection("square", found.score(), new Box(192, 72, 128, 144))),
                        rule(Contract::tellsKnownLabelsAndPlacesInTheFrame)),
                arguments(
                        "outside",
                        each(found -> new Detection("square", found.score(), new Box(1.2, 0, 0.1, 0.1))),
                        rule(Contract::tellsKnownLabelsAndPlacesInTheFrame)),
                arguments(
                        "the weakest first",
                        answering(BrokenDetectorsTest::weakestFirst),
                        rule(Contract::tellsTheBestFirst)),
                arguments(
                        "deaf to the least score",
                        answering((own, looks) -> List.of(List.of(new Detection("square", 0.05, PLACE)))),
                        rule(Contract::leavesOutWhatIsWeakerThanAsked)));
    }

    private static Stream<Arguments> habits() {
        return Stream.of(
                arguments("a memory", answering(fading()), rule(Contract::givesTheSameAnswerAgain)),
                arguments(
                        "fractions of the region",
                        answering((own, looks) -> List.of(List.of(new Detection("square", 0.9, PLACE)))),
                        rule(Contract::tellsPlacesInTheWholeFrameWhereItLooksAtAPart)),
                arguments(
                        "a late reader",
                        answering(lateReader()),
                        rule(Contract::readsALookOnlyDuringTheCallAndOnItsThread)),
                arguments(
                        "a reader elsewhere",
                        answering((own, looks) -> List.of(CompletableFuture.supplyAsync(() -> own.find(looks.get(0)))
                                .join())),
                        rule(Contract::readsALookOnlyDuringTheCallAndOnItsThread)),
                arguments("a keeper", answering(keeper()), rule(Contract::keepsNoLook)),
                arguments(
                        "deaf to interrupts",
                        new BentDetector().deaf(),
                        rule(Contract::givesUpWhenItIsInterruptedAndThenServesAgain)),
                arguments(
                        "one close too many",
                        new BentDetector().closing(times -> times > 1 ? new IllegalStateException("closed") : null),
                        rule(Contract::closesTwiceWithoutHarmAndThenRefuses)),
                arguments(
                        "an answer after close",
                        new BentDetector().careless(),
                        rule(Contract::closesTwiceWithoutHarmAndThenRefuses)),
                arguments(
                        "one session for all",
                        new BentDetector().shared(),
                        rule(Contract::closesOneSessionWithoutHarmToAnother)),
                arguments(
                        "helpless with small frames",
                        answering((own, looks) -> {
                            if (looks.get(0).frameWidthPx() < 8) {
                                throw new IllegalArgumentException("too small");
                            }
                            return own.honest(looks);
                        }),
                        rule(Contract::answersPicturesOfAnySizeOrRefusesWithADetectorException)),
                arguments(
                        "one at a time", answering(oneAtATime()), rule(Contract::answersAsManyCallsAtOnceAsItAllows)));
    }

    private static Rule rule(Rule rule) {
        return rule;
    }

    private static BentDetector answering(Answering answering) {
        return new BentDetector().answering(answering);
    }

    /** Bends each detection. */
    private static BentDetector each(UnaryOperator<Detection> bend) {
        return answering((own, looks) ->
                List.of(own.find(looks.get(0)).stream().map(bend).toList()));
    }

    private static List<List<Detection>> weakestFirst(BentDetector own, List<Look> looks) {
        List<Detection> found = new ArrayList<>(List.of(new Detection("square", 0.2, PLACE)));
        found.addAll(own.find(looks.get(0)));
        return List.of(found);
    }

    private static Answering fading() {
        AtomicInteger calls = new AtomicInteger();
        return (own, looks) -> List.of(List.of(new Detection("square", 1.0 / (1 + calls.incrementAndGet()), PLACE)));
    }

    /** Reads what it kept when it is called the next time. */
    private static Answering lateReader() {
        AtomicReference<Look> kept = new AtomicReference<>();
        return (own, looks) -> {
            Look late = kept.getAndSet(looks.get(0));
            if (late instanceof LentLook) {
                assertThatThrownBy(() -> own.find(late)).isInstanceOf(IllegalStateException.class);
            }
            return own.honest(looks);
        };
    }

    private static Answering keeper() {
        AtomicReference<Look> kept = new AtomicReference<>();
        return (own, looks) -> {
            kept.compareAndSet(null, looks.get(0));
            return own.honest(looks);
        };
    }

    private static Answering oneAtATime() {
        AtomicInteger running = new AtomicInteger();
        return (own, looks) -> {
            boolean alone = running.incrementAndGet() == 1;
            LockSupport.parkNanos(20_000_000);
            running.decrementAndGet();
            return alone ? own.honest(looks) : List.of(List.of());
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void isNoticed(String what, BentDetector detector, Rule rule) throws Exception {
        Contract contract = new Contract(detector);
        if (rule == null) {
            for (Arguments each : rules().toList()) {
                Rule other = (Rule) each.get()[2];
                if (other != null) {
                    other.check(contract);
                }
            }
        } else {
            assertThatThrownBy(() -> rule.check(contract)).isNotInstanceOf(NullPointerException.class);
        }
    }
}
