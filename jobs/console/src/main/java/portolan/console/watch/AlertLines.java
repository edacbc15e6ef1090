// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import portolan.console.screen.DecisionDue;
import portolan.console.screen.Odds;
import portolan.console.screen.Paint;
import portolan.console.screen.Paragraph;
import portolan.console.screen.Screen;
import portolan.console.screen.TextLine;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.AlertState;

/** News of an alert in a few lines: first what happened and how sure it is, then until when, then why. */
final class AlertLines {
    private static final String INDENT = "    ";
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** As the job's alert book says it. */
    private static final String NO_LONGER_URGENT = "no longer urgent";

    /** The tenant that nobody has to name. */
    private static final String USUAL_TENANT = "default";

    private AlertLines() {}

    static List<String> of(AlertNews news, Instant now, Screen screen) {
        AlertRaised alert = news.alert();
        BoardEntry entry = news.entry();
        boolean over = alert.getState() == AlertState.WITHDRAWN;
        List<String> lines = new ArrayList<>();
        lines.add(whatHappened(alert, screen));
        lines.add(howSure(news, screen));
        lines.add(keyAndDeadline(news, now, screen));
        if (entry != null) {
            lines.addAll(EntryLines.particulars(entry.threatInWords(screen.texts()), entry, screen));
        }
        // What was opened has changed from nothing: its changes are the reasons over again.
        if (!alert.getChanges().isEmpty() && (entry == null || alert.getState() != AlertState.OPENED)) {
            String changes = "changed: " + TextLine.harmless(String.join("; ", alert.getChanges()));
            lines.addAll(Paragraph.wrap(changes, screen.width(), INDENT));
        }
        if (over) {
            return lines;
        }
        if (entry == null) {
            lines.addAll(Paragraph.wrap(
                    "reasons not at hand: their assessment is not among those that could be read; id="
                            + alert.getAssessmentId(),
                    screen.width(),
                    INDENT));
        } else {
            EntryLines.addReasons(entry.reasons(), screen, lines);
        }
        return lines;
    }

    private static String whatHappened(AlertRaised alert, Screen screen) {
        TextLine line = new TextLine(screen)
                .add(SECOND.format(alert.getAt()) + "  ", Paint.FAINT)
                .add(alert.getState().name(), Paint.STRONG);
        if (isUrgentNow(alert)) {
            line.add("  URGENT", Paint.RED);
        }
        return line.text();
    }

    /** News that an alert is not urgent any more goes to those who were told that it was, and is marked as urgent. */
    private static boolean isUrgentNow(AlertRaised alert) {
        return alert.getUrgent()
                && alert.getState() != AlertState.WITHDRAWN
                && !alert.getChanges().contains(NO_LONGER_URGENT);
    }

    private static String howSure(AlertNews news, Screen screen) {
        AlertRaised alert = news.alert();
        TextLine line = new TextLine(screen).add(INDENT).add(alert.getLane().name(), Paint.of(alert.getLane()));
        if (news.entry() == null) {
            line.add("  " + alert.getThreat());
        } else if (alert.getState() != AlertState.WITHDRAWN) {
            line.add("  " + news.entry().sureness(screen.texts()), Paint.STRONG);
            if (news.entry().told() == null) {
                line.add(", " + Odds.inWords(null, screen.texts()));
            }
        }
        return line.text();
    }

    private static String keyAndDeadline(AlertNews news, Instant now, Screen screen) {
        AlertRaised alert = news.alert();
        TextLine line = new TextLine(screen).add(INDENT).add(alert.getConsignmentKey(), Paint.STRONG);
        if (!alert.getTenant().equals(USUAL_TENANT)) {
            line.add("  tenant " + alert.getTenant());
        }
        if (news.entry() != null && alert.getState() != AlertState.WITHDRAWN) {
            DecisionDue due = news.entry().due();
            line.add("  " + due.inWords(now), due.isOver(now) ? Paint.RED : Paint.STRONG);
        }
        return line.text();
    }
}
