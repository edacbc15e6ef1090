// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
 * and what its share of traffic takes from it. Assessments may come in any order.
 */
final class LearnedTable {
    private static final String ROW = "%-14s %-34s %9s %8s %8s %8s %8s  %s%n";
    private static final String LEARNED = Worth.learned("");
    private static final String BOUND = Worth.bound("");

    /** What a suppression takes from a rule is about a party, and not about the rule. */
    private static final List<String> BESIDE_RULES = List.of(LEARNED, BOUND, Worth.suppressed(""));

    private final String hash;
    private final Map<String, Map<String, Said>> threats = new TreeMap<>();
    private final Set<String> tenants = new TreeSet<>();
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
    }

    void add(Assessment assessment) {
        if (!assessment.ruleSet().hash().equals(hash)) {
            return;
        }
        assessments++;
        tenants.add(assessment.tenant());
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
        if (at.isBefore(said.newest)) {
            return;
        }
        said.newest = at;
        said.table = assessment.table();
        said.written = rule.bits();
        Contribution learned = by.get(LEARNED + rule.rule());
        said.learned = learned == null ? 0 : learned.bits();
        Contribution bound = by.get(BOUND + rule.rule());
        said.taken = bound == null ? 0 : bound.bits();
        said.why = bound == null ? "" : bound.why();
    }

    /** Of whom there are assessments: each tenant's traffic and inspections teach its own table. */
    Set<String> tenants() {
        return tenants;
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
        Long table = said.table;
        // Weights move once a day, by what was found on days before.
        return new Moved(
                said.learned,
                table == null
                        ? null
                        : Hours.end(table - 1).atOffset(ZoneOffset.UTC).toLocalDate());
    }

    boolean isEmpty() {
        return assessments == 0;
    }

    void print(PrintWriter out) {
        out.println(TextLine.counted(assessments, "assessment") + ". Bits as of the last one that a rule fired on.");
        out.println();
        out.printf(ROW, "THREAT", "RULE", "FIRED", "SHARE", "WRITTEN", "LEARNED", "COUNTED", "");
        threats.forEach((threat, rules) -> new TreeMap<>(rules).forEach((rule, said) -> {
            boolean isRule = !rule.equals(RuleSet.PRIOR) && !rule.equals(RuleSet.CALIBRATION);
            out.printf(
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
