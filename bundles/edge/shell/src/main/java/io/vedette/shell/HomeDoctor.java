package io.vedette.shell;

import io.vedette.shell.doctor.Finding;
import io.vedette.shell.doctor.HomeExamination;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The command {@code ./vedette doctor} where no instance runs: called by the launcher, without the framework. Stateless. */
public final class HomeDoctor {

    private HomeDoctor() {}

    /**
     * Examines a home.
     *
     * @param mirror an offline mirror of models, or null
     * @return the exit status: 1 where something is worse than a note
     */
    public static int run(Path home, Path mirror, boolean json, PrintStream out) {
        List<Finding> found = HomeExamination.of(home, Optional.ofNullable(mirror));
        if (json) {
            out.println(Text.json(FindingTable.fields(found)));
        } else {
            FindingTable.print(found, Text.USUAL_WIDTH, out);
            out.println(FindingTable.summary(found));
        }
        return FindingTable.bad(found) ? 1 : 0;
    }
}
