// SPDX-License-Identifier: Apache-2.0
package portolan.desk.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.TextLine;
import portolan.desk.server.Words;
import portolan.schemas.avro.LaneCount;
import portolan.schemas.avro.LaneDrift;

/** Numbers as the pages of operations write them. */
final class Figures {
    private static final double SMALL = 10;
    private static final long SECOND = 1_000;

    private Figures() {}

    /** So many a second: 0.4, 212, 1,240. */
    public static String rate(double perSecond) {
        return perSecond < SMALL && perSecond > 0
                ? String.format(Locale.ROOT, "%.1f", perSecond)
                : TextLine.number(Math.round(perSecond));
    }

    /** A short time: 48 ms, 1.2 s, 75 s. */
    public static String millis(long millis) {
        if (millis < SECOND) {
            return millis + " ms";
        }
        return millis < SMALL * SECOND
                ? String.format(Locale.ROOT, "%.1f s", millis / (double) SECOND)
                : TextLine.number(Math.round(millis / (double) SECOND)) + " s";
    }

    /** 312 B, 48 KiB, 3.1 MiB. */
    public static String bytes(long bytes) {
        if (bytes < 1 << 10) {
            return bytes + " B";
        }
        double kib = bytes / 1024.0;
        return kib < 1024
                ? Math.round(kib) + " KiB"
                : String.format(Locale.ROOT, kib < 1024 * 1024 ? "%.1f MiB" : "%,.1f MiB", kib / 1024);
    }

    public static String number(long number) {
        return TextLine.number(number);
    }

    /** A share of all: 0.4 %, 12 %. */
    public static String percent(double share) {
        double percent = share * 100;
        return String.format(Locale.ROOT, percent < SMALL ? "%.1f %%" : "%.0f %%", percent);
    }

    /** How long ago, in the reader's language. */
    public static String ago(@Nullable Instant then, Instant now, Words words) {
        if (then == null) {
            return words.say("ops.never");
        }
        Duration since = Duration.between(then, now);
        if (since.compareTo(Duration.ofMinutes(2)) < 0) {
            return words.say("ops.ago.seconds", Math.max(0, since.toSeconds()));
        }
        return since.compareTo(Duration.ofHours(2)) < 0
                ? words.say("ops.ago.minutes", since.toMinutes())
                : since.compareTo(Duration.ofDays(2)) < 0
                        ? words.say("ops.ago.hours", since.toHours())
                        : words.say("ops.ago.days", since.toDays());
    }

    /** What a lane came to against its budget: 9 of 12, 14 of 12, over. */
    public static String lane(LaneCount count, Words words) {
        Integer budget = count.getBudget();
        String text =
                budget == null ? number(count.getSelected()) : words.say("ops.lanes.of", count.getSelected(), budget);
        return count.getDrawn() == 0 ? text : text + ", " + words.say("ops.lanes.drawn", count.getDrawn());
    }

    /** Whether an office was given more than it can look at. */
    public static boolean isOver(LaneCount count) {
        Integer budget = count.getBudget();
        return (budget != null && count.getSelected() > budget) || count.getDrift() == LaneDrift.OVER;
    }

    /** What differs by more than chance, in words; empty where nothing does. */
    public static String drift(LaneCount count, Words words) {
        return switch (count.getDrift()) {
            case NONE -> "";
            case OVER -> words.say("ops.lanes.over", count.getDriftDays());
            case UNDER -> words.say("ops.lanes.under", count.getDriftDays());
        };
    }
}
