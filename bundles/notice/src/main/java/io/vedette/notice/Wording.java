package io.vedette.notice;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A notice in words, plain text. Immutable.
 *
 * @param zone in which times are told
 */
public record Wording(ZoneId zone) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss zzz", Locale.ROOT);
    private static final Map<String, String> SIGNS = Map.of(
            "info",
            "ℹ️ ",
            "notice",
            "ℹ️ ",
            "low",
            "ℹ️ ",
            "warning",
            "⚠️ ",
            "medium",
            "⚠️ ",
            "high",
            "🚨 ",
            "critical",
            "🚨 ");

    /** One line: sign of the severity, who or what, and where. */
    public String headline(Notice notice) {
        String severity = notice.alert().map(Notice.Alert::severity).orElse("");
        return SIGNS.getOrDefault(severity, "")
                + who(notice)
                + (notice.camera().isEmpty() ? "" : " at " + notice.camera());
    }

    /** The headline and, each on a line of its own, the owner's words, what was seen, when, and by which rule. */
    public String text(Notice notice) {
        List<String> lines = new ArrayList<>();
        lines.add(headline(notice));
        notice.alert().flatMap(Notice.Alert::text).ifPresent(lines::add);
        if (notice.face().isPresent() && !notice.label().isEmpty()) {
            lines.add("Seen: " + notice.label());
        }
        notice.at().ifPresent(at -> lines.add(TIME.format(at.atZone(zone))));
        notice.alert()
                .filter(alert -> !alert.rule().isEmpty())
                .ifPresent(alert -> lines.add(
                        "Rule: " + alert.rule() + (alert.severity().isEmpty() ? "" : " (" + alert.severity() + ")")));
        return String.join("\n", lines);
    }

    private static String who(Notice notice) {
        if (notice.face().isEmpty()) {
            return notice.label().isEmpty() ? "something" : notice.label();
        }
        Notice.Face face = notice.face().get();
        if (face.isUnknown()) {
            return "Unknown face";
        }
        return face.name().orElse("Somebody") + " (" + face.list() + ")";
    }
}
