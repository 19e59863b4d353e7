package io.vedette.face;

import io.vedette.api.face.Embedding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides who a track is, over its best looks.
 *
 * <p>A person's score is the mean, weighted by quality, of the likeness of each look to the most similar picture of the person.
 * One look decides nothing, and a name once told changes only on clearly better evidence. Confined to one lane.
 */
final class TrackDecision {
    /** Looks that are kept, the best. */
    static final int KEPT = 8;

    private static final double MARGIN = 0.05;
    private static final double CLEAR_MARGIN = 0.10;
    /** So much below the threshold a look may lie and still speak for a person. */
    private static final double SUPPORT = 0.05;
    /** So much below the threshold somebody is a stranger. */
    private static final double UNKNOWN_BELOW = 0.03;

    private static final double LEAST_WEIGHT = 0.05;
    private static final int LOOKS_FOR_NAME = 2;
    private static final int LOOKS_FOR_UNKNOWN = 3;
    private static final int LOOKS_TO_TAKE_BACK = 5;
    private static final double WEIGHT_FOR_NAME = 0.5;
    private static final double WEIGHT_FOR_UNKNOWN = 0.75;

    private final List<Seen> looks = new ArrayList<>(KEPT);
    private Verdict verdict;
    private long albumVersion = -1;

    /**
     * Who it is. Immutable.
     *
     * @param person whose id; {@link #NOBODY} where unknown
     * @param score of the person, or of the most similar one
     */
    record Verdict(long person, double score) {
        static final long NOBODY = -1;

        boolean unknown() {
            return person == NOBODY;
        }
    }

    private static final class Seen {
        final Embedding embedding;
        final double weight;
        float[] likeness;

        Seen(Embedding embedding, double weight) {
            this.embedding = embedding;
            this.weight = weight;
        }
    }

    /** What the looks say together: the best person and the next. */
    private record Tally(FaceIndex index, int place, double score, double second, int support, double weight) {
        boolean names(double threshold, int looks) {
            return place >= 0
                    && looks >= LOOKS_FOR_NAME
                    && support >= LOOKS_FOR_NAME
                    && (weight >= WEIGHT_FOR_NAME || looks >= 2 * LOOKS_FOR_NAME)
                    && score >= threshold
                    && score - second >= MARGIN;
        }

        boolean tellsUnknown(double threshold, int looks) {
            return looks >= LOOKS_FOR_UNKNOWN
                    && (weight >= WEIGHT_FOR_UNKNOWN || looks >= 2 * LOOKS_FOR_UNKNOWN)
                    && score < threshold - UNKNOWN_BELOW;
        }
    }

    /** Who it is as far as can be said; empty until enough looks agree. */
    Optional<Verdict> verdict() {
        return Optional.ofNullable(verdict);
    }

    /** A look showed the face. */
    void seen(Embedding embedding, double quality, Album album, double threshold) {
        boolean better = keep(new Seen(embedding, Math.max(LEAST_WEIGHT, quality)));
        boolean changed = albumVersion != album.version();
        if (changed) {
            looks.forEach(each -> each.likeness = null);
            albumVersion = album.version();
        }
        if (better || changed) {
            judge(album, threshold);
        }
    }

    private boolean keep(Seen look) {
        looks.removeIf(each -> !each.embedding.modelSha256().equals(look.embedding.modelSha256()));
        if (looks.size() < KEPT) {
            return looks.add(look);
        }
        int worst = 0;
        for (int i = 1; i < looks.size(); i++) {
            worst = looks.get(i).weight < looks.get(worst).weight ? i : worst;
        }
        if (looks.get(worst).weight > look.weight) {
            return false;
        }
        looks.set(worst, look);
        return true;
    }

    private void judge(Album album, double threshold) {
        if (verdict != null && !verdict.unknown() && !album.people().containsKey(verdict.person())) {
            verdict = null;
        }
        FaceIndex index = album.index(looks.get(0).embedding);
        double[] scores = scores(index);
        Tally tally = tally(index, scores, threshold);
        boolean names = tally.names(threshold, looks.size());
        if (verdict != null && !verdict.unknown()) {
            int told = index.place(verdict.person());
            reconsider(tally, told < 0 ? Optional.empty() : Optional.of(scores[told]), names, threshold);
        } else if (names) {
            verdict = new Verdict(index.owner(tally.place()), clip(tally.score()));
        } else if (tally.tellsUnknown(threshold, looks.size()) && album.isComplete(model())) {
            verdict = new Verdict(Verdict.NOBODY, tally.place() < 0 ? 0 : clip(tally.score()));
        }
    }

    private String model() {
        return looks.get(0).embedding.modelSha256();
    }

    /** A name was told: it changes only where another is clearly better, or the looks clearly do not bear it out. */
    private void reconsider(Tally tally, Optional<Double> told, boolean names, double threshold) {
        if (told.isEmpty()) {
            // The person is there, but no picture is of this model yet.
            return;
        }
        boolean another = tally.index().owner(tally.place()) != verdict.person();
        if (names && another && tally.score() - told.get() >= CLEAR_MARGIN) {
            verdict = new Verdict(tally.index().owner(tally.place()), clip(tally.score()));
        } else if (!names && looks.size() >= LOOKS_TO_TAKE_BACK && tally.score() < threshold - CLEAR_MARGIN) {
            verdict = new Verdict(Verdict.NOBODY, clip(tally.score()));
        } else {
            verdict = new Verdict(verdict.person(), clip(told.get()));
        }
    }

    private double[] scores(FaceIndex index) {
        double[] scores = new double[index.owners()];
        double weight = weight();
        for (Seen look : looks) {
            if (look.likeness == null) {
                look.likeness = index.likeness(look.embedding.values());
            }
            for (int i = 0; i < scores.length; i++) {
                scores[i] += look.weight / weight * look.likeness[i];
            }
        }
        return scores;
    }

    private Tally tally(FaceIndex index, double[] scores, double threshold) {
        int place = -1;
        double first = -1;
        double second = -1;
        for (int i = 0; i < scores.length; i++) {
            if (place < 0 || scores[i] > first) {
                second = first;
                first = scores[i];
                place = i;
            } else {
                second = Math.max(second, scores[i]);
            }
        }
        int support = 0;
        for (Seen look : looks) {
            FaceIndex.Best best = FaceIndex.best(look.likeness);
            support += best.place() == place && best.likeness() >= threshold - SUPPORT ? 1 : 0;
        }
        return new Tally(index, place, first, second, support, weight());
    }

    private double weight() {
        double sum = 0;
        for (Seen look : looks) {
            sum += look.weight;
        }
        return sum;
    }

    private static double clip(double score) {
        return Math.max(-1, Math.min(1, score));
    }
}
