package io.vedette.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes the settings of a camera that people change most. Thread-safe. */
@Service
public final class CameraSettingWords implements Completer {
    private static final List<String> KEYS = List.of(
            "detect.uri=",
            "transport=",
            "detector=",
            "labels=",
            "detect.fps=",
            "detect.weight=",
            "detect.when=",
            "object.min-score=",
            "motion.sensitivity=",
            "motion.masks=",
            "motion.smallest=",
            "gate.level=",
            "gate.hold=",
            "gate.probes=",
            "alert.delay=",
            "event.absence=",
            "event.cooldown=",
            "preroll=");

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        StringsCompleter words = new StringsCompleter();
        words.getStrings().addAll(KEYS);
        words.getStrings().addAll(CameraWords.KEYS.keySet());
        words.getStrings().add("--json");
        return words.complete(session, line, candidates);
    }
}
