// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import portolan.console.screen.Paint;
import portolan.console.screen.Screen;
import portolan.console.screen.TextLine;
import portolan.schemas.avro.LaneCount;
import portolan.schemas.avro.LaneDrift;
import portolan.schemas.avro.LanesCounted;
import portolan.schemas.avro.LanesCountedKind;

/**
 * What the lanes of offices came to, day by day, as a person reads it. Of a day that is over its final counts are
 * shown; of one that is not what was last told, and when.
 */
final class LanesTable {
    private static final int DAY_COLUMNS = 18;
    private static final int LANE_COLUMNS = 24;
    private static final DateTimeFormatter AT =
            DateTimeFormatter.ofPattern("HH:mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** By tenant and office, then by day. */
    private final Map<String, Map<LocalDate, LanesCounted>> offices = new TreeMap<>();

    /** Takes in what was told; in any order, and more than once. */
    void take(LanesCounted counted) {
        String office = counted.getTenant().equals("default")
                ? counted.getOffice()
                : counted.getOffice() + " (" + counted.getTenant() + ")";
        offices.computeIfAbsent(office, unused -> new TreeMap<>()).merge(counted.getDay(), counted, LanesTable::newer);
    }

    private static LanesCounted newer(LanesCounted one, LanesCounted other) {
        if (isDay(one) != isDay(other)) {
            return isDay(one) ? one : other;
        }
        return one.getAt().isAfter(other.getAt()) ? one : other;
    }

    private static boolean isDay(LanesCounted counted) {
        return counted.getKind() == LanesCountedKind.DAY;
    }

    boolean isEmpty() {
        return offices.isEmpty();
    }

    List<String> lines(Screen screen) {
        List<String> lines = new ArrayList<>();
        offices.forEach((office, days) -> {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.add(new TextLine(screen)
                    .column(office, DAY_COLUMNS, Paint.STRONG)
                    .column("red", LANE_COLUMNS, Paint.FAINT)
                    .column("yellow", LANE_COLUMNS, Paint.FAINT)
                    .column("blue", LANE_COLUMNS, Paint.FAINT)
                    .text());
            days.values().forEach(counted -> lines.add(line(counted, screen)));
        });
        return lines;
    }

    private static String line(LanesCounted counted, Screen screen) {
        LocalDate day = counted.getDay();
        String name = day.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ROOT);
        TextLine line = new TextLine(screen).column("  " + day + " " + name, DAY_COLUMNS, Paint.PLAIN);
        for (LaneCount count : counted.getLanes()) {
            line.column(text(count), LANE_COLUMNS, paint(count));
        }
        return line.add(isDay(counted) ? "" : "at " + AT.format(counted.getAt()), Paint.FAINT)
                .text();
    }

    private static String text(LaneCount count) {
        Integer budget = count.getBudget();
        String text = TextLine.number(count.getSelected()) + (budget == null ? "" : " of " + TextLine.number(budget));
        if (count.getDrawn() > 0) {
            text += ", " + TextLine.number(count.getDrawn()) + " drawn";
        }
        return switch (count.getDrift()) {
            case NONE -> text;
            case OVER -> text + ", over";
            case UNDER -> text + ", under";
        };
    }

    private static Paint paint(LaneCount count) {
        Integer budget = count.getBudget();
        if (budget != null && count.getSelected() > budget) {
            return Paint.RED;
        }
        return count.getDrift() == LaneDrift.NONE ? Paint.PLAIN : Paint.YELLOW;
    }
}
