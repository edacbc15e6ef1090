// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;
import portolan.console.evaluate.WorldLearning;
import portolan.pipeline.LedgerInput;
import portolan.scoring.bank.BankReading;
import portolan.scoring.bank.BankReplay;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.score.Assessment;
import portolan.scoring.second.Row;
import portolan.scoring.second.Rows;
import portolan.scoring.second.SecondOpinion;

/**
 * What a feed teaches: of every inspection the version that was read last before it, and a sample of the traffic, each
 * as rules and memories read it.
 */
final class LearnedFeed {
    /** What a fit is judged on, by a fit of what was known before. */
    static final Duration JUDGED = Duration.ofDays(56);

    private static final double SAMPLED = 0.1;
    private static final int MOST_ROWS = 9_000;

    private final int overall;
    private final Set<String> rules;
    private final Map<String, Map<String, Long>> fired = new HashMap<>();
    private final Map<String, Long> firstRead = new TreeMap<>();
    private final Map<String, Integer> versions = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private final List<Told> tellings = new ArrayList<>();
    private long filings;
    private long begun = Long.MAX_VALUE;
    private long ended = Long.MIN_VALUE;

    private record Told(String key, long time, boolean teaches, boolean isFind) {}

    /** @param overall the place of the threat that any offence is of */
    LearnedFeed(RuleSet ruleSet, int overall) {
        this.overall = overall;
        this.rules = SecondOpinion.weighed(ruleSet);
    }

    /** Takes every input once before any is heard: only rows that teach are kept. */
    void expect(LedgerInput input) {
        long time = input.position().orderTime();
        Outcome outcome = input.outcome();
        if (outcome != null) {
            String key = Consignment.ledgerKey(outcome.tenant(), outcome.consignmentKey());
            if (outcome.version() <= versions.getOrDefault(key, 0)) {
                return; // Sent again, as the ledger leaves out too.
            }
            versions.put(key, outcome.version());
            tellings.add(new Told(key, time, outcome.teaches(), WorldLearning.isFind(outcome)));
        } else if (input.filing() != null) {
            begun = Math.min(begun, time);
            ended = Math.max(ended, time);
            filings++;
        }
    }

    /** Takes what rules say of a version. */
    void hear(Assessment assessment) {
        fired.put(key(assessment), SecondOpinion.fired(assessment.threats().get(overall), rules));
        firstRead.putIfAbsent(key(assessment), assessment.position().orderTime());
    }

    /** Takes what memories say of the same version, after its assessment. */
    void hear(BankReplay.Measured measured) {
        if (measured.isMeasured()) {
            String key = measured.ledgerKey();
            if (isSampled(key) || versions.containsKey(key)) {
                rows.add(new Row(
                        key, measured.orderTime(), measured.values(), fired.getOrDefault(key, Map.of()), false));
            }
        }
    }

    static String key(Assessment assessment) {
        return Consignment.ledgerKey(assessment.tenant(), assessment.key());
    }

    /** What is learned from what was known before a moment. */
    SecondOpinion fit(List<BankReading> measures, long before) {
        Rows known = new Rows(MOST_ROWS, MOST_ROWS);
        Map<String, Row> last = new HashMap<>();
        int next = 0;
        for (Told told : tellings) {
            for (; next < rows.size() && rows.get(next).orderTime() < Math.min(before, told.time); next++) {
                last.put(rows.get(next).key(), rows.get(next));
            }
            Row row = last.get(told.key);
            if (told.time < before && row != null) {
                if (told.teaches) {
                    known.teach(row.told(told.isFind));
                } else {
                    known.takeBack(told.key);
                }
            }
        }
        for (Row row : rows) {
            if (row.orderTime() < before && isSampled(row.key())) {
                known.sample(row);
            }
        }
        return SecondOpinion.of(measures, known, Map.of());
    }

    /** When the last filing came; what was found may be told later. */
    Instant ended() {
        return Instant.ofEpochMilli(ended);
    }

    Instant begun() {
        return Instant.ofEpochMilli(begun);
    }

    /** When what a fit is judged on begins. */
    long judgedFrom() {
        return ended - JUDGED.toMillis();
    }

    /** Consignments that were first read in what a fit is judged on. */
    boolean isJudged(String key) {
        return firstRead.getOrDefault(key, Long.MIN_VALUE) >= judgedFrom();
    }

    /** Whether an inspection found an offence, as it was told last; those that were not inspected are not there. */
    Map<String, Boolean> told() {
        Map<String, Boolean> told = new TreeMap<>();
        for (Told each : tellings) {
            if (each.teaches) {
                told.put(each.key, each.isFind);
            } else {
                told.remove(each.key);
            }
        }
        return told;
    }

    long filings() {
        return filings;
    }

    private static boolean isSampled(String key) {
        return spread(key) < SAMPLED * (1L << 53);
    }

    /** Evenly over what a number of 53 bits can be, whatever keys are like. */
    static long spread(String key) {
        CRC32 hash = new CRC32();
        hash.update(key.getBytes(StandardCharsets.UTF_8));
        return hash.getValue() * 0x9E3779B97F4A7C15L >>> 11;
    }
}
