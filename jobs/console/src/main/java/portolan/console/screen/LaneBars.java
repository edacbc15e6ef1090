// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import portolan.schemas.avro.Lane;

/** Assessments by lane: a line each, with the share in percent and a bar. */
public final class LaneBars {
    private static final int LONGEST_BAR = 30;
    private static final int SHORTEST_BAR = 4;

    /** Columns of everything but the bar. */
    private static final int AROUND_BAR = 48;

    private LaneBars() {}

    /**
     * A line for each lane; RED says how many were drawn.
     *
     * @param drawn of those that are RED, how many are because exploration drew them; 0 where nobody knows
     */
    public static List<String> lines(Map<Lane, Long> lanes, long drawn, Screen screen) {
        int longest = Math.max(SHORTEST_BAR, Math.min(LONGEST_BAR, screen.width() - AROUND_BAR));
        long all = lanes.values().stream().mapToLong(Long::longValue).sum();
        List<String> lines = new ArrayList<>();
        for (Lane lane : Lane.values()) {
            long count = lanes.getOrDefault(lane, 0L);
            Paint paint = count == 0 ? Paint.FAINT : Paint.of(lane);
            lines.add(new TextLine(screen)
                    .add("  ")
                    .column(lane.name(), 7, paint)
                    .right(TextLine.number(count), 11, Paint.PLAIN)
                    .right(percent(count, all), 9, Paint.PLAIN)
                    .add("  ")
                    .column(bar(count, all, longest), longest + 1, paint)
                    .add(meaning(lane), Paint.FAINT)
                    .add(lane == Lane.RED && drawn > 0 ? ", " + TextLine.number(drawn) + " drawn" : "", Paint.FAINT)
                    .text());
        }
        return lines;
    }

    /** Whoever is there at all shows at least one mark: the rarest lane is the one that matters. */
    private static String bar(long count, long all, int longest) {
        if (count == 0) {
            return "";
        }
        return "#".repeat((int) Math.max(1, Math.round((double) longest * count / all)));
    }

    private static String percent(long count, long all) {
        if (all == 0) {
            return "";
        }
        double percent = 100.0 * count / all;
        return count > 0 && percent < 0.05 ? "<0.1 %" : String.format(Locale.ROOT, "%.1f %%", percent);
    }

    public static String meaning(Lane lane) {
        return switch (lane) {
            case RED -> "examine";
            case YELLOW -> "check documents";
            case BLUE -> "audit later";
            case GREEN -> "release";
        };
    }
}
