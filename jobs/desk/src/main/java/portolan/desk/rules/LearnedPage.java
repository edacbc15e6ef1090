// SPDX-License-Identifier: Apache-2.0
package portolan.desk.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import portolan.console.rules.LearnedTable;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.Rule;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.Threat;
import portolan.tuning.Proportion;

/**
 * What was learned of each rule, threat by threat.
 *
 * @param tenants of whom anything was judged by the rule set
 * @param isAdoptable whether inspections taught anything that a next version can have
 */
public record LearnedPage(
        String ruleSet,
        String tenant,
        List<String> tenants,
        long assessments,
        Instant at,
        boolean isAdoptable,
        List<OfThreat> threats) {
    /**
     * One threat.
     *
     * @param known the prior, and rules that inspections have said something of; those that moved most first
     * @param unknown rules that no inspection has said anything of
     */
    public record OfThreat(String threat, List<Row> known, List<Row> unknown) {}

    /**
     * One rule.
     *
     * @param why as officers read it
     * @param written bits, or the expression where they differ by consignment and it never fired
     * @param said what assessments say; null where it never fired
     * @param found offences of the threat among the inspections of consignments on which it fired
     */
    public record Row(
            String rule,
            String why,
            String written,
            boolean frozen,
            LearnedTable.@Nullable Line said,
            Proportion found) {
        public int clean() {
            return found.of() - found.found();
        }

        public boolean isKnown() {
            return found.of() > 0 || moved() != 0;
        }

        double moved() {
            return said == null ? 0 : said.learned();
        }
    }

    static LearnedPage of(LearnedBook.Learned learned, String asked) {
        List<String> tenants = List.copyOf(learned.archive().tables().keySet());
        String tenant = tenants.contains(asked) || tenants.isEmpty() ? asked : tenants.get(0);
        RuleSet ruleSet = learned.ruleSet();
        LearnedTable table = learned.table(tenant);
        Map<String, Map<String, LearnedTable.Line>> lines = new HashMap<>();
        if (table != null) {
            table.lines()
                    .forEach(line -> lines.computeIfAbsent(line.threat(), unused -> new HashMap<>())
                            .put(line.rule(), line));
        }
        Map<String, Map<String, Proportion>> evidence = learned.archive().evidence(tenant);
        List<OfThreat> threats = new ArrayList<>();
        for (Threat threat : ruleSet.threats()) {
            threats.add(of(
                    ruleSet,
                    threat,
                    lines.getOrDefault(threat.name(), Map.of()),
                    evidence.getOrDefault(threat.name(), Map.of())));
        }
        return new LearnedPage(
                ruleSet.name() + " v" + ruleSet.version(),
                tenant,
                tenants,
                table == null ? 0 : table.assessments(),
                learned.at(),
                learned.adopted(tenant) != null,
                threats);
    }

    private static OfThreat of(
            RuleSet ruleSet, Threat threat, Map<String, LearnedTable.Line> lines, Map<String, Proportion> evidence) {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(
                RuleSet.PRIOR,
                "",
                Projected.bits(Bits.ofUnits(threat.prior())),
                false,
                lines.get(RuleSet.PRIOR),
                evidence.getOrDefault(RuleSet.PRIOR, Proportion.NONE)));
        for (Rule rule : ruleSet.rules()) {
            if (rule.threats().contains(threat.name()) || threat.overall()) {
                LearnedTable.Line said = lines.get(rule.id());
                rows.add(new Row(
                        rule.id(),
                        rule.why(),
                        said == null ? written(rule) : Projected.bits(said.written()),
                        rule.isFrozen(),
                        said,
                        evidence.getOrDefault(rule.id(), Proportion.NONE)));
            }
        }
        rows.sort(Comparator.comparing((Row row) -> !row.rule().equals(RuleSet.PRIOR))
                .thenComparing(row -> -Math.abs(row.moved()))
                .thenComparing(row -> -row.found().of())
                .thenComparing(Row::rule));
        return new OfThreat(
                threat.name(),
                rows.stream()
                        .filter(row -> row.isKnown() || row.rule().equals(RuleSet.PRIOR))
                        .toList(),
                rows.stream()
                        .filter(row -> !row.isKnown() && !row.rule().equals(RuleSet.PRIOR))
                        .toList());
    }

    private static String written(Rule rule) {
        OptionalLong constant = rule.constantUnits();
        return constant.isPresent() ? Projected.bits(Bits.ofUnits(constant.getAsLong())) : rule.bits();
    }

    /** Share of all that was judged on which a rule fired. */
    public String share(Row row) {
        LearnedTable.Line said = row.said();
        return said == null || assessments == 0 ? "–" : Projected.percent((double) said.fired() / assessments);
    }
}
