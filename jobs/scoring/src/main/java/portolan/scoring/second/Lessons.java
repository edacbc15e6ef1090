// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Chosen;
import portolan.scoring.manifest.Finding;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.rules.Document;

/**
 * What inspections of a feed teach, as it was known at any moment: of each the version that was read last before it was
 * told, beside a sample of the traffic. All outcomes are expected before anything is read, so that only rows that teach
 * are kept.
 */
public final class Lessons {
    private static final double SAMPLED = 0.1;
    /** Read of a filing that was withdrawn. */
    private static final float[] WITHDRAWN = {};

    private static final int MOST_ROWS = 9_000;
    /** Of 52 bits. */
    private static final int DIGITS = 13;
    /** Between two fits, in milliseconds. */
    public static final long FITTED_EACH = Duration.ofDays(28).toMillis();

    /** So long after the first version memories know little: what scores meant then they do not mean later. Milliseconds. */
    public static final long YOUNG = Duration.ofDays(60).toMillis();

    private final ToLongFunction<String> spread;
    /** Of consignments of the sample. */
    private final Map<String, Long> places = new HashMap<>();

    private final Map<String, Integer> versions = new HashMap<>();
    private final Map<String, Map<String, Long>> fired = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, String> offices = new HashMap<>();
    private final List<Told> tellings = new ArrayList<>();
    private long begun = Long.MAX_VALUE;

    /**
     * What is told of an inspection.
     *
     * @param orderTime epoch milliseconds
     * @param office that tells it; null where it does not say
     */
    public record Told(
            String key,
            int version,
            long orderTime,
            boolean teaches,
            boolean find,
            @Nullable String office) {
        /** The same of an outcome. */
        public static Told of(String key, Outcome outcome) {
            return new Told(
                    key,
                    outcome.version(),
                    outcome.position().orderTime(),
                    outcome.teaches(),
                    isFind(outcome),
                    outcome.office());
        }

        /** The same, by an office. */
        public Told by(String name) {
            return new Told(key, version, orderTime, teaches, find, name);
        }

        /** The same, told at another time. */
        public Told at(long time) {
            return new Told(key, version, time, teaches, find, office);
        }

        /** The same of another result. */
        public Told finding(boolean isFind) {
            return new Told(key, version, orderTime, teaches, isFind, office);
        }
    }

    private final Map<String, Chosen> chosen = new HashMap<>();
    private final List<Stands> stand = new ArrayList<>();
    private final Set<String> early = new HashSet<>();

    private record Stands(String key, long time, double forMany) {}

    /** Of a feed that was made to measure learning: nobody in it cares who is of the sample. */
    public Lessons() {
        spread = Lessons::spread;
    }

    /** @param secret what no filer knows, or it could foresee which of its bills stand for the traffic */
    public Lessons(String secret) {
        spread = key -> Long.parseLong(Document.sha256(secret + key).substring(0, DIGITS), 16) << 1;
    }

    /** Takes the next outcome of a consignment, in order time. */
    public void expect(String key, Outcome outcome) {
        if (outcome.version() > versions.getOrDefault(key, 0)) {
            Chosen how = chosen.merge(key, outcome.chosen(), (stood, corrected) -> corrected.correcting(stood));
            stand.add(new Stands(key, outcome.position().orderTime(), outcome.teaches() ? how.standsFor() : 0));
        }
        expect(Told.of(key, outcome));
    }

    /** The same; what is sent again says nothing, as the ledger has it. */
    public void expect(Told told) {
        if (told.version > versions.getOrDefault(told.key, 0)) {
            versions.put(told.key, told.version);
            tellings.add(told);
        }
    }

    /** Takes at which office a consignment is filed: who inspects it where its outcome names nobody. */
    public void filedAt(String key, @Nullable String office) {
        if (office != null) {
            offices.put(key, office);
        }
    }

    /** Whether an inspection found an offence that teaches. */
    public static boolean isFind(Outcome outcome) {
        Finding found = outcome.teaches() ? Finding.of(outcome) : null;
        return found != null && found.isOffence();
    }

    /** Takes what rules say of a version; see {@link SecondOpinion#fired}. */
    public void fired(String key, Map<String, Long> units) {
        fired.put(key, units);
    }

    /** Takes what memories say of the same version, after its rules, and gives both. */
    public Row read(String key, long orderTime, float[] values) {
        begun = Math.min(begun, orderTime);
        if (orderTime < begun + YOUNG && versions.containsKey(key)) {
            early.add(key);
        }
        Row row = new Row(key, orderTime, values, fired.getOrDefault(key, Map.of()), false);
        if (isSampled(place(key)) || versions.containsKey(key)) {
            rows.add(row);
        }
        return row;
    }

    /** Takes that a filing was withdrawn, in order time: it is no traffic any more. What was found on it stays found. */
    public void withdrawn(String key, long orderTime) {
        if (isSampled(place(key))) {
            rows.add(new Row(key, orderTime, WITHDRAWN, false));
        }
    }

    /** The moment whose fit judges at a time: every four weeks from the first version on, by what was known before. */
    public long fittedAt(long orderTime) {
        return fittedAt(begun, orderTime);
    }

    /** The same where the first version came at a time. */
    public static long fittedAt(long begun, long orderTime) {
        return orderTime < begun ? orderTime : begun + (orderTime - begun) / FITTED_EACH * FITTED_EACH;
    }

    /** What was known before a moment, in epoch milliseconds. */
    public Rows known(long before) {
        Rows known = new Rows(MOST_ROWS, MOST_ROWS, this::place);
        Map<String, Row> last = new HashMap<>();
        Map<String, Row> inspected = new HashMap<>();
        int next = 0;
        for (Told told : tellings) {
            for (; next < rows.size() && rows.get(next).orderTime() < Math.min(before, told.orderTime); next++) {
                if (rows.get(next).values() != WITHDRAWN) {
                    last.put(rows.get(next).key(), rows.get(next));
                }
            }
            // A correction is of the version that was told of first, whatever was amended since.
            Row row = inspected.getOrDefault(told.key, last.get(told.key));
            if (told.orderTime < before && row != null) {
                inspected.put(told.key, row);
                if (told.teaches) {
                    known.teach(row.told(told.find, office(told)));
                } else {
                    known.takeBack(told.key);
                }
            }
        }
        for (Row row : rows) {
            if (row.orderTime() < before && row.values() == WITHDRAWN) {
                known.withdraw(row.key());
            } else if (row.orderTime() < before && isSampled(place(row.key()))) {
                known.sample(row);
            }
        }
        return known;
    }

    private String office(Told told) {
        return told.office != null ? told.office : offices.getOrDefault(told.key, "");
    }

    /** Of each inspected consignment whether an offence was found, as it was told last before a moment. */
    public Map<String, Boolean> told(long before) {
        Map<String, Boolean> told = new TreeMap<>();
        for (Told each : tellings) {
            if (each.orderTime < before && each.teaches) {
                told.put(each.key, each.find);
            } else if (each.orderTime < before) {
                told.remove(each.key);
            }
        }
        return told;
    }

    /**
     * Of each inspected consignment how many it stands for, as it was told last before a moment; 0 where nobody knows, and
     * where it was read while memories were young.
     */
    public Map<String, Double> standFor(long before) {
        Map<String, Double> standFor = new TreeMap<>();
        stand.stream()
                .filter(each -> each.time < before)
                .forEach(each -> standFor.put(each.key, early.contains(each.key) ? 0 : each.forMany));
        return standFor;
    }

    /** Whether anything is told of a consignment, at whatever time. */
    public boolean isTold(String key) {
        return versions.containsKey(key);
    }

    private long place(String key) {
        Long known = places.get(key);
        long place = known == null ? spread.applyAsLong(key) : known;
        if (known == null && isSampled(place)) {
            places.put(key, place);
        }
        return place;
    }

    /** Whether what is spread there is of the tenth of all consignments that stands for the traffic. */
    public static boolean isSampled(long place) {
        return place < SAMPLED * (1L << 53);
    }

    /** Evenly over what a number of 53 bits can be, whatever keys are like. */
    public static long spread(String key) {
        CRC32 hash = new CRC32();
        hash.update(key.getBytes(StandardCharsets.UTF_8));
        return (hash.getValue() * 0x9E3779B97F4A7C15L) >>> 11;
    }
}
