package portolan.pipeline.archive;

import java.util.Map;
import java.util.TreeMap;

/** How often each thing that the summary tells happened, by name. */
final class Tally {
    static final String ASSESSMENTS = "assessments";
    static final String REASSESSMENTS = "reassessments";
    static final String IN_TIME = "in-time";
    static final String TOO_LATE = "too-late";
    static final String REJECTED_FILINGS = "rejected-filings";

    /** Beginnings of names that end in a lane, a state, a reason, an indicator. */
    static final String LANE = "lane.";

    static final String ALERT = "alert.";
    static final String REJECT = "reject.";
    static final String READING = "reading.";
    static final String NOTE = "note.";

    private final Map<String, Long> byName = new TreeMap<>();

    void add(String name) {
        byName.merge(name, 1L, Long::sum);
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
