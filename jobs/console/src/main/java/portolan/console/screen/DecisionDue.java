// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.ConsignmentAssessed;

/**
 * By when a consignment on the board must be decided. The time is always the one that the assessment carries; beside it
 * stands how far off that is: from now where the filing came in when it says it was filed, else from its filing. A feed
 * of last year that is filed again today has no deadline that "in 3 h" would be true of.
 *
 * @param by null when no deadline is filed and none can be derived
 * @param filedAt when the filer says it filed
 * @param isLive whether it came in about then
 */
public record DecisionDue(@Nullable Instant by, Instant filedAt, boolean isLive) {
    /** The earliest first; what has no deadline can wait longest. */
    public static final Comparator<DecisionDue> EARLIEST_FIRST =
            Comparator.comparing(DecisionDue::by, Comparator.nullsLast(Comparator.naturalOrder()));

    /** Filers' clocks and their nightly batches; a replay is off by more. */
    private static final Duration SAME_TIME = Duration.ofDays(1);

    public static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    public static DecisionDue of(ConsignmentAssessed assessment) {
        Duration apart = Duration.between(assessment.getFiledAt(), assessment.getOrderTime());
        return new DecisionDue(
                assessment.getDecisionDueBy(),
                assessment.getFiledAt(),
                apart.abs().compareTo(SAME_TIME) <= 0);
    }

    /** Whether the decision comes too late, seen from now or, in a replay, from the filing. */
    public boolean isOver(Instant now) {
        return by != null && by.isBefore(seenFrom(now));
    }

    public String inWords(Instant now) {
        if (by == null) {
            return "no deadline known";
        }
        String off = span(Duration.between(seenFrom(now), by).abs());
        boolean over = isOver(now);
        String when = isLive ? (over ? "OVERDUE by " + off : "due in " + off) : "due " + off;
        return when + (isLive ? "" : over ? " before filing" : " after filing") + ": " + MINUTE.format(by);
    }

    private Instant seenFrom(Instant now) {
        return isLive ? now : filedAt;
    }

    /** Rounded down: nobody is to be told of time that is not there. */
    private static String span(Duration span) {
        if (span.toMinutes() < 120) {
            return span.toMinutes() + " min";
        }
        return span.toHours() < 48 ? span.toHours() + " h" : TextLine.number(span.toDays()) + " d";
    }
}
