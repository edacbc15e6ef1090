// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.util.Map;
import java.util.TreeMap;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.reading.Indicator;

/**
 * How often each thing that the summary tells happened, by name. As text it is
 *
 * <pre>
 *   name=count, with blanks between; after the name that stands for all readings the counts of all indicators
 * </pre>
 */
final class Tally {
    static final String ASSESSMENTS = "assessments";
    static final String REASSESSMENTS = "reassessments";
    static final String IN_TIME = "in-time";
    static final String TOO_LATE = "too-late";
    static final String REJECTED_FILINGS = "rejected-filings";
    static final String REJECTED_MOVES = "rejected-moves";

    /** Beginnings of names that end in a lane, a state, a reason, an indicator. */
    static final String LANE = "lane.";

    static final String ALERT = "alert.";
    static final String BUDGET = "budget.";
    static final String REJECT = "reject.";
    /** Beginning of a name that goes on with a digit an indicator: 1 where the assessment has its reading. */
    static final String READINGS = "readings.";

    static final String NOTE = "note.";

    private final Map<String, Long> byName = new TreeMap<>();
    private final long[] readings = new long[Indicators.all().size()];

    /** @param names of what happened once more, with blanks between */
    void add(String names) {
        int from = 0;
        for (int to = names.indexOf(' '); to >= 0; to = names.indexOf(' ', from)) {
            addOne(names.substring(from, to));
            from = to + 1;
        }
        addOne(names.substring(from));
    }

    private void addOne(String name) {
        if (name.startsWith(READINGS)) {
            for (int indicator = 0; indicator < readings.length; indicator++) {
                readings[indicator] += name.charAt(READINGS.length() + indicator) - '0';
            }
        } else {
            byName.merge(name, 1L, Long::sum);
        }
    }

    /** @param counts as {@link #toString} gives them */
    void addCounts(String counts) {
        for (String one : counts.split(" ", -1)) {
            int mark = one.indexOf('=');
            String name = one.substring(0, mark);
            if (name.equals(READINGS)) {
                String[] byIndicator = one.substring(mark + 1).split(",", -1);
                for (int indicator = 0; indicator < readings.length; indicator++) {
                    readings[indicator] += Long.parseLong(byIndicator[indicator]);
                }
            } else {
                byName.merge(name, Long.parseLong(one.substring(mark + 1)), Long::sum);
            }
        }
    }

    @Override
    public String toString() {
        StringBuilder counts = new StringBuilder();
        byName.forEach(
                (name, count) -> counts.append(name).append('=').append(count).append(' '));
        counts.append(READINGS);
        char mark = '=';
        for (long count : readings) {
            counts.append(mark).append(count);
            mark = ',';
        }
        return counts.toString();
    }

    /** How many assessments have a reading of this indicator. */
    long readings(Indicator indicator) {
        return readings[indicator.slot()];
    }

    long of(String name) {
        return byName.getOrDefault(name, 0L);
    }

    /** The counts whose names begin so, by the rest of the name. */
    Map<String, Long> startingWith(String beginning) {
        Map<String, Long> counts = new TreeMap<>();
        byName.forEach((name, count) -> {
            if (name.startsWith(beginning)) {
                counts.put(name.substring(beginning.length()), count);
            }
        });
        return counts;
    }
}
