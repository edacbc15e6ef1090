// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.TextLine;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.rules.Adopted;
import portolan.scoring.rules.Adoption;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.Rule;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.Threat;

/** What of a rule set's learned bits is adopted, and what is left alone and why. */
public final class AdoptedTable {
    private static final String UNNAMED = "its last assessment does not name its table";
    private static final String ROW = "%-34s %-14s %9s %8s %9s  %s%n";

    private final RuleSet ruleSet;
    private final LearnedTable learned;
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Prior> priors = new TreeMap<>();
    private final Map<String, Adopted> adopted = new TreeMap<>();

    /**
     * @param threat empty where it is about all of them
     * @param from prior, or adopted bits, as written before
     * @param why it is left alone; empty where it is adopted
     */
    private record Row(
            String rule,
            String threat,
            @Nullable Double from,
            @Nullable Double to,
            String why) {}

    private record Prior(double bits, LocalDate before) {}

    /**
     * Reads what was learned.
     *
     * @throws UnusableInputException if nothing was that can be adopted
     */
    public AdoptedTable(RuleSet ruleSet, LearnedTable learned) throws UnusableInputException {
        this.ruleSet = ruleSet;
        this.learned = learned;
        ruleSet.threats().forEach(this::readPrior);
        ruleSet.rules().forEach(this::readRule);
        if (priors.isEmpty() && adopted.isEmpty()) {
            throw new UnusableInputException("nothing was learned that can be adopted: name=" + ruleSet.name()
                    + ", version=" + ruleSet.version());
        }
    }

    private void readPrior(Threat threat) {
        LearnedTable.Moved moved = learned.moved(threat.name(), RuleSet.PRIOR);
        if (moved == null || Adoption.rounded(moved.bits()) == 0) {
            return;
        }
        LocalDate before = moved.before();
        if (before == null) {
            rows.add(new Row(RuleSet.PRIOR, threat.name(), null, null, UNNAMED));
            return;
        }
        double from = Bits.ofUnits(threat.prior());
        double to = Adoption.rounded(from + moved.bits());
        priors.put(threat.name(), new Prior(to, before));
        rows.add(new Row(RuleSet.PRIOR, threat.name(), from, to, ""));
    }

    private void readRule(Rule rule) {
        if (rule.isFrozen()) {
            rows.add(new Row(rule.id(), "", null, null, "frozen"));
            return;
        }
        Adopted written = rule.adopted();
        Map<String, Adopted.Part> all = new TreeMap<>(written == null ? Map.of() : written.byThreat());
        boolean any = false;
        String why = "never fired";
        for (String threat : rule.threats()) {
            LearnedTable.Moved moved = learned.moved(threat, rule.id());
            if (moved == null) {
                continue;
            }
            LocalDate before = moved.before();
            if (Adoption.rounded(moved.bits()) == 0 || before == null) {
                why = before == null ? UNNAMED : "inspections leave it as it is";
                continue;
            }
            any = true;
            Adopted.Part already = all.get(threat);
            double from = already == null ? 0 : Bits.ofUnits(already.units());
            double to = Adoption.rounded(from + moved.bits());
            all.put(threat, new Adopted.Part(before, Bits.toUnits(to)));
            rows.add(new Row(rule.id(), threat, from, to, ""));
        }
        if (any) {
            adopted.put(rule.id(), new Adopted(all));
        } else {
            rows.add(new Row(rule.id(), "", null, null, why));
        }
    }

    void print(PrintWriter out) {
        out.println("What inspections taught: of priors in all, of rules in bits beside those written.");
        out.println();
        out.printf(Locale.ROOT, ROW, "RULE", "THREAT", "WAS", "LEARNED", "IS", "");
        for (Row row : rows) {
            Double from = row.from;
            Double to = row.to;
            out.printf(
                    Locale.ROOT,
                    ROW,
                    TextLine.cut(TextLine.harmless(row.rule), 34),
                    TextLine.cut(TextLine.harmless(row.threat), 14),
                    from == null ? "" : bits(from),
                    from == null || to == null ? "" : bits(to - from),
                    to == null ? "" : bits(to),
                    row.why.isEmpty() ? "" : "left alone: " + row.why);
        }
        out.println();
    }

    private static String bits(double bits) {
        return String.format(Locale.ROOT, "%+.2f", bits);
    }

    /** The rule set's text as its next version. */
    public String text() {
        Adoption adoption =
                new Adoption(ruleSet, "Version " + ruleSet.version() + ", and what inspections have taught since");
        priors.forEach((threat, prior) -> adoption.prior(threat, prior.bits, prior.before));
        adopted.forEach(adoption::rule);
        return adoption.text();
    }
}
