package io.vedette.testkit.synthetic;

import io.vedette.api.ExpertInfo;
import java.util.concurrent.atomic.AtomicInteger;

/** What the experts with a session for each camera have in common. Thread-safe. */
abstract class SyntheticExpert {
    final AtomicInteger open = new AtomicInteger();
    final Mishap mishap = new Mishap();
    private final String name;

    SyntheticExpert(String name) {
        this.name = name;
    }

    public final ExpertInfo info() {
        return ExpertInfo.of(name);
    }

    /** Sessions that are open now. */
    public final int opened() {
        return open.get();
    }

    /** What is to befall its next calls. */
    public final Mishap mishap() {
        return mishap;
    }
}
