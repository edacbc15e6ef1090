// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.TextLine;
import portolan.scoring.learning.Hours;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.Worth;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.Contribution;
import portolan.scoring.score.ThreatScore;

/**
 * What rules were worth, as the newest assessments of one rule set say: what is written, what inspections move it by,
 * and what its share of traffic takes from it. They are one tenant's, and may come in any order.
 */
public final class LearnedTable {
    private static final String ROW = "%-14s %-34s %9s %8s %8s %8s %8s  %s%n";
    private static final String LEARNED = Worth.learned("");
    private static final String BOUND = Worth.bound("");

    /** What a suppression takes from a rule is about a party, and not about the rule. */
    private static final List<String> BESIDE_RULES = List.of(LEARNED, BOUND, Worth.suppressed(""));

    private final String hash;
    private final Map<String, Map<String, Said>> threats = new TreeMap<>();
    private long assessments;

    /** @param hash of the rule set's text */
    LearnedTable(String hash) {
        this.hash = hash;
    }

    /** What assessments say of one rule. */
    private static final class Said {
        private long fired;
        private Instant newest = Instant.MIN;
        private double written;
        private @Nullable Long table;
        private double learned;
        private double taken;
        private String why = "";

        /** By the day, since 1970, before which inspections were in it. */
        private final TreeMap<Long, Double> byDay = new TreeMap<>();
    }

    /**
     * One rule, or the prior, for one threat.
     *
     * @param fired on so many assessments
     * @param written bits as written, of the last assessment on which it fired
     * @param learned bits by which inspections moved it there
     * @param taken bits that its share of traffic took from it there, at most 0
     * @param why it was taken; empty where nothing was
     * @param before the day, UTC, before which inspections are in it; null where its assessment does not say
     * @param since the day, UTC, from which on it has counted for what it does now; null likewise
     */
    public record Line(
            String threat,
            String rule,
            long fired,
            double written,
            double learned,
            double taken,
            String why,
            @Nullable LocalDate before,
            @Nullable LocalDate since) {
        /** What it counts for. */
        public double counted() {
            return written + learned + taken;
        }
    }

    void add(Assessment assessment) {
        if (!assessment.ruleSet().hash().equals(hash)) {
            return;
        }
        assessments++;
        for (ThreatScore threat : assessment.threats()) {
            Map<String, Contribution> by = new HashMap<>();
            threat.contributions().forEach(each -> by.put(each.rule(), each));
            Map<String, Said> rules = threats.computeIfAbsent(threat.threat(), unused -> new LinkedHashMap<>());
            for (Contribution each : threat.contributions()) {
                if (BESIDE_RULES.stream().noneMatch(each.rule()::startsWith)) {
                    add(rules.computeIfAbsent(each.rule(), unused -> new Said()), each, by, assessment);
                }
            }
        }
    }

    private static void add(Said said, Contribution rule, Map<String, Contribution> by, Assessment assessment) {
        Instant at = assessment.assessedAt();
        said.fired++;
        Contribution learned = by.get(LEARNED + rule.rule());
        double moved = learned == null ? 0 : learned.bits();
        Long table = assessment.table();
        if (table != null && table > 0) {
            said.byDay.put(Hours.day(table), moved);
        }
        if (at.isBefore(said.newest)) {
            return;
        }
        said.newest = at;
        said.table = table;
        said.written = rule.bits();
        said.learned = moved;
        Contribution bound = by.get(BOUND + rule.rule());
        said.taken = bound == null ? 0 : bound.bits();
        said.why = bound == null ? "" : bound.why();
    }

    /**
     * What inspections moved a rule, or the prior, by.
     *
     * @param before the day, UTC, before which inspections are in it; null where its assessment does not name its table
     */
    record Moved(double bits, @Nullable LocalDate before) {}

    /** As of the last assessment on which it fired; null where it never did. */
    @Nullable
    Moved moved(String threat, String rule) {
        Said said = threats.getOrDefault(threat, Map.of()).get(rule);
        if (said == null) {
            return null;
        }
        return new Moved(said.learned, before(said));
    }

    /** Weights move once a day, by what was found on days before. */
    private static @Nullable LocalDate before(Said said) {
        Long table = said.table;
        return table == null
                ? null
                : Hours.end(table - 1).atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static @Nullable LocalDate since(Said said) {
        Long since = null;
        for (Map.Entry<Long, Double> each : said.byDay.descendingMap().entrySet()) {
            if (since != null && each.getValue() != said.learned) {
                break;
            }
            since = each.getKey();
        }
        return since == null ? null : LocalDate.ofEpochDay(since);
    }

    /** All rules that fired, and the priors, by threat and name. */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        threats.forEach((threat, rules) -> new TreeMap<>(rules)
                .forEach((rule, said) -> lines.add(new Line(
                        threat,
                        rule,
                        said.fired,
                        said.written,
                        said.learned,
                        said.taken,
                        said.why,
                        said.byDay.isEmpty() ? null : LocalDate.ofEpochDay(said.byDay.lastKey()),
                        since(said)))));
        return lines;
    }

    /** How many were made by the rule set. */
    public long assessments() {
        return assessments;
    }

    void print(PrintWriter out) {
        out.println(TextLine.counted(assessments, "assessment") + ". Bits as of the last one that a rule fired on.");
        out.println();
        out.printf(Locale.ROOT, ROW, "THREAT", "RULE", "FIRED", "SHARE", "WRITTEN", "LEARNED", "COUNTED", "");
        threats.forEach((threat, rules) -> new TreeMap<>(rules).forEach((rule, said) -> {
            boolean isRule = !rule.equals(RuleSet.PRIOR) && !rule.equals(RuleSet.CALIBRATION);
            out.printf(
                    Locale.ROOT,
                    ROW,
                    TextLine.cut(TextLine.harmless(threat), 14),
                    TextLine.cut(TextLine.harmless(rule), 34),
                    TextLine.number(said.fired),
                    isRule ? String.format(Locale.ROOT, "%.2f %%", 100.0 * said.fired / assessments) : "",
                    bits(said.written),
                    said.learned == 0 ? "" : bits(said.learned),
                    bits(said.written + said.learned + said.taken),
                    TextLine.harmless(said.why));
        }));
    }

    private static String bits(double bits) {
        return String.format(Locale.ROOT, "%+.2f", bits);
    }
}
