package io.vedette.testkit.run;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * What a test waits for has a minute to come, instead of Awaitility's ten seconds: a busy machine may stand still for
 * some of them, and who waits for what comes pays nothing. JUnit finds it by its service file.
 */
public final class Patience implements TestExecutionListener {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        Awaitility.setDefaultTimeout(A_MINUTE);
    }
}
