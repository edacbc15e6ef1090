// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import java.time.Duration;
import java.time.Instant;
import portolan.console.screen.DecisionDue;

/** How far off a deadline is, in the language of who looks. */
public final class DueWords {
    private DueWords() {}

    /** From now; of a feed that is filed again, from its filing. */
    public static String of(DecisionDue due, Instant now, Words words) {
        Instant by = due.by();
        if (by == null) {
            return words.say("due.none");
        }
        String off =
                span(Duration.between(due.isLive() ? now : due.filedAt(), by).abs(), words);
        if (due.isLive()) {
            return words.say(due.isOver(now) ? "due.over" : "due.in", off);
        }
        return words.say(due.isOver(now) ? "due.before" : "due.after", off);
    }

    /** Rounded down: nobody is to be told of time that is not there. */
    private static String span(Duration span, Words words) {
        if (span.toMinutes() < 120) {
            return words.say("due.minutes", span.toMinutes());
        }
        return span.toHours() < 48 ? words.say("due.hours", span.toHours()) : words.say("due.days", span.toDays());
    }
}
