// SPDX-License-Identifier: Apache-2.0
package portolan.console.explain;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.DecisionDue;
import portolan.console.screen.EvidenceFacts;
import portolan.console.screen.Fact;
import portolan.console.screen.LaneBars;
import portolan.console.screen.Odds;
import portolan.console.screen.Paragraph;
import portolan.console.screen.ReasonGroup;
import portolan.console.screen.Screen;
import portolan.console.screen.StakeWords;
import portolan.console.screen.Sureness;
import portolan.console.screen.TextLine;
import portolan.console.screen.Texts;
import portolan.scoring.bank.Bank;
import portolan.scoring.bank.BankAnswer;
import portolan.scoring.bank.BankValues;
import portolan.scoring.manifest.Position;
import portolan.scoring.reading.DocumentsAsked;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.rules.ConsignmentField;
import portolan.scoring.rules.Facts;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.ToldShares;
import portolan.scoring.rules.Verdict;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.Contribution;
import portolan.scoring.score.Rejudgement;
import portolan.scoring.score.Scorer;
import portolan.scoring.score.SelectedBy;
import portolan.scoring.score.Stake;
import portolan.scoring.score.ThreatScore;

/** A stored assessment as a duty officer reads it, the decision first, and whether it can be made again. */
final class ExplainView {
    private static final int BITS_COLUMNS = 10;
    private static final int NAME_COLUMNS = 34;
    private static final int VALUE_COLUMNS = 12;

    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Assessment shown;
    private final ArchiveSearch.Rank rank;
    private final @Nullable RuleSet ruleSet;
    private final @Nullable Rejudgement again;
    private final int width;
    private final Texts texts;
    private final List<String> lines = new ArrayList<>();

    private ExplainView(Assessment shown, ArchiveSearch.Rank rank, @Nullable RuleSet ruleSet, Screen screen) {
        this.shown = shown;
        this.rank = rank;
        this.ruleSet = ruleSet;
        this.again = ruleSet == null ? null : Rejudgement.of(ruleSet, shown);
        this.width = screen.width();
        this.texts = screen.texts();
    }

    /**
     * The lines.
     *
     * @param all assessments of the consignment, in their order
     * @param which of them is explained
     * @param rank of it among all that is archived
     * @param ruleSet that judged it; null where its text is not at hand
     */
    static List<String> lines(
            List<ArchiveSearch.Found> all,
            int which,
            ArchiveSearch.Rank rank,
            @Nullable RuleSet ruleSet,
            Screen screen) {
        ExplainView view = new ExplainView(all.get(which).assessment(), rank, ruleSet, screen);
        view.versions(all, which);
        view.decision();
        view.threats();
        view.asked();
        view.readings();
        view.fields();
        view.recomputed(all.get(which).missing());
        return view.lines;
    }

    private void versions(List<ArchiveSearch.Found> all, int which) {
        lines.add(TextLine.harmless(shown.key().value()) + ", tenant " + TextLine.harmless(shown.tenant()) + ": "
                + TextLine.counted(all.size(), "assessment"));
        for (int i = 0; i < all.size(); i++) {
            Assessment one = all.get(i).assessment();
            lines.add((i == which ? "> " : "  ")
                    + String.format(
                            Locale.ROOT,
                            "%d  version %-3d %s  %-6s %8.2f bits  %s version %d",
                            i + 1,
                            one.filingVersion(),
                            SECOND.format(one.assessedAt()),
                            one.lane(),
                            one.score(),
                            TextLine.harmless(one.ruleSet().name()),
                            one.ruleSet().version())
                    + (one.position().input() == Position.Input.DUE ? "  (bills fell due)" : ""));
        }
        lines.add("");
    }

    private void decision() {
        Object office = shown.fields().get(ConsignmentField.OFFICE);
        row("lane", shown.lane() + ": " + meaning(shown.lane()) + (shown.urgent() ? ", URGENT" : "") + selected());
        row("decision", new DecisionDue(shown.decisionDueBy(), shown.filedAt(), false).inWords(shown.filedAt()));
        ThreatScore highest =
                Collections.max(shown.threats(), Comparator.comparingDouble((ThreatScore one) -> one.score()));
        ToldShares.Point told = told(highest);
        row(
                "score",
                bits("%.2f", shown.score()) + " bits, "
                        + (told == null ? Sureness.ONLY_RANKS : Odds.inWords(told, texts)));
        row("rank", rank.inWords());
        row("office", office == null ? "not stated" : office.toString());
        row(
                "filing",
                shown.filingId() + " version " + shown.filingVersion() + ", filed " + SECOND.format(shown.filedAt()));
        row(
                "assessed",
                SECOND.format(shown.assessedAt()) + " from " + shown.position().topic() + '/'
                        + shown.position().partition() + '@' + shown.position().offset());
        row("parties", "not archived: the filing names them");
        Stake stake = shown.particulars().stake();
        row("at stake", stake == null ? "not known" : StakeWords.of(stake));
        row("weighed", weighed(shown.table()));
        row(
                "filing is",
                String.format(
                        Locale.ROOT,
                        "%.0f %% complete and right",
                        100 * shown.dataQuality().score()));
        shown.dataQuality().findings().forEach(found -> row("", found.detail()));
        lines.add("");
    }

    private ToldShares.@Nullable Point told(ThreatScore threat) {
        return Sureness.of(ruleSet, threat.threat(), threat.score());
    }

    private static String weighed(@Nullable Long table) {
        if (table == null) {
            return "not known: an earlier release assessed it";
        }
        return table == Assessment.AS_WRITTEN
                ? "as written"
                : "moved by what was learned, as in releases until 0.2.0: table " + table;
    }

    private String selected() {
        return shown.selectedBy() == SelectedBy.THRESHOLD
                ? ""
                : ", selected by " + shown.selectedBy().name().toLowerCase(Locale.ROOT);
    }

    private static String meaning(Lane lane) {
        return LaneBars.meaning(portolan.schemas.avro.Lane.valueOf(lane.name()));
    }

    private void threats() {
        Facts facts = Rejudgement.facts(ruleSet, shown);
        EvidenceFacts apart = new EvidenceFacts();
        for (Reading reading : shown.readings().all()) {
            apart.add(reading.indicator().ruleName(), reading.value(), reading.evidence());
        }
        apart.complete();
        List<ThreatScore> threats = new ArrayList<>(shown.threats());
        threats.sort(Comparator.comparingDouble(ThreatScore::score).reversed());
        for (ThreatScore threat : threats) {
            lines.add(TextLine.harmless(threat.threat()) + "   " + threat.lane() + "   "
                    + bits("%.2f", threat.score()) + " bits"
                    + (told(threat) == null ? "" : ", " + Odds.inWords(told(threat), texts))
                    + (threat.alerting() ? "   alert" : "") + (threat.urgent() ? "   URGENT" : ""));
            List<Contribution> given = new ArrayList<>(threat.contributions());
            Map<String, Double> weights = new HashMap<>();
            given.forEach(one -> weights.merge(weighedAs(one), one.bits(), Double::sum));
            // The prior is first and stays so; then what weighs most.
            given.subList(Math.min(1, given.size()), given.size())
                    .sort(Comparator.comparingDouble(
                                    (Contribution one) -> Math.abs(weights.getOrDefault(weighedAs(one), 0.0)))
                            .thenComparingDouble(one -> Math.abs(one.bits()))
                            .reversed());
            Map<String, Verdict.Share> shares = shares(threat.threat());
            ReasonGroup.of(
                            given,
                            one -> apart.facts(Scorer.evidence(shares.get(one.rule()), shown.readings(), facts)),
                            one -> family(one.rule()))
                    .forEach(this::reasons);
        }
        lines.add("");
    }

    private String family(String contribution) {
        return ruleSet == null ? "" : Objects.requireNonNullElse(ruleSet.familyOf(contribution), "");
    }

    /** A family weighs what it comes to. */
    private String weighedAs(Contribution one) {
        String family = family(one.rule());
        return family.isEmpty() ? one.rule() : "family:" + family;
    }

    /** By name, what the rule set makes of a threat again. */
    private Map<String, Verdict.Share> shares(String threat) {
        Map<String, Verdict.Share> shares = new HashMap<>();
        (again == null ? List.<Verdict>of() : again.verdicts())
                .stream()
                        .filter(verdict -> verdict.threat().name().equals(threat))
                        .forEach(verdict -> verdict.shares().forEach(share -> shares.put(share.name(), share)));
        return shares;
    }

    /** The documents that clear up what the rules that fired are about; nothing where no rule set says what they read. */
    private void asked() {
        if (ruleSet == null) {
            return;
        }
        Set<String> fired = new HashSet<>();
        shown.threats().stream()
                .flatMap(threat -> threat.contributions().stream())
                .filter(one -> one.bits() > 0)
                .forEach(one -> fired.add(one.rule()));
        Set<Indicator> read = new TreeSet<>();
        ruleSet.rules().stream()
                .filter(rule -> fired.contains(rule.id()))
                .forEach(rule -> read.addAll(rule.readings()));
        Map<List<String>, List<String>> byDocuments = new LinkedHashMap<>();
        for (DocumentsAsked asked : DocumentsAsked.values()) {
            for (Indicator indicator : read) {
                if (indicator.asked() == asked
                        && !asked.ask().isEmpty()
                        && !indicator.isPart()
                        && shown.readings().get(indicator) != null) {
                    byDocuments
                            .computeIfAbsent(asked.ask(), unused -> new ArrayList<>())
                            .add(indicator.ruleName());
                }
            }
        }
        if (!byDocuments.isEmpty()) {
            List<String> all = new ArrayList<>();
            byDocuments.forEach(
                    (ask, indicators) -> all.add(String.join(", ", ask) + " (" + String.join(", ", indicators) + ")"));
            paragraph("ask for: " + String.join("; ", all));
            lines.add("");
        }
    }

    /** What is of a family, or rests on a common fact, stands together, the evidence of all beneath it once. */
    private void reasons(ReasonGroup<Contribution> group) {
        String evidence = group.evidence(texts);
        String indent = group.family().isEmpty() ? "" : "  ";
        if (!group.family().isEmpty()) {
            hanging(
                    bits("%+8.2f", group.sum(Contribution::bits)),
                    texts.family(group.family()) + " [" + group.family() + "], of it");
        }
        int last = group.reasons().size() - 1;
        for (int i = 0; i <= last; i++) {
            Contribution one = group.reasons().get(i);
            boolean isProven = i == last && !evidence.isEmpty();
            hanging(
                    indent + bits("%+8.2f", one.bits()),
                    texts.why(one.rule(), one.why()) + " [" + one.rule() + ']'
                            + (isProven ? " (" + evidence + ')' : ""));
        }
    }

    private void readings() {
        lines.add("readings");
        for (Reading reading : shown.readings().all()) {
            entry(
                    reading.indicator().ruleName(),
                    Wording.rounded(reading.value()),
                    texts.evidence(new Fact(
                            "evidence." + reading.indicator().ruleName(), reading.value(), reading.evidence())));
        }
        Bank memories = ruleSet == null ? null : ruleSet.memories();
        BankAnswer answer = memories == null ? null : BankAnswer.of(memories, shown.said());
        for (BankValues.Value said : shown.said().values()) {
            entry(said.name(), Wording.rounded(said.value()), answer == null ? "" : answer.words(said.name()));
        }
        lines.add("");
    }

    private void fields() {
        lines.add("what rules could read of the consignment");
        shown.fields().stated().forEach((field, value) -> {
            if (!(value instanceof List<?> texts && texts.isEmpty())) {
                String text = value instanceof Double number ? Wording.rounded(number) : value.toString();
                hanging("  " + padded(field.qualifiedName(), NAME_COLUMNS - 2), text);
            }
        });
        lines.add("");
    }

    private void recomputed(List<String> missing) {
        String by = shown.ruleSet().name() + " version " + shown.ruleSet().version() + ", hash "
                + shown.ruleSet().hash();
        if (again == null) {
            paragraph("NOT RECOMPUTED: no rule set at hand has the text of " + by
                    + "; name the file or folder that has it with --rules.");
            return;
        }
        int contributions = shown.threats().stream()
                .mapToInt(threat -> threat.contributions().size())
                .sum();
        if (again.agrees()) {
            paragraph("RECOMPUTED from its archived readings by " + by + ": every bit agrees, "
                    + TextLine.counted(shown.threats().size(), "threat") + " and "
                    + TextLine.counted(contributions, "contribution") + '.');
        } else if (shown.isMoved()) {
            paragraph("NOT RECOMPUTED: what was learned moved it, and nothing moves live unsigned any more; engine "
                    + shown.engine() + " recomputes it from its archived readings by " + by + '.');
        } else {
            paragraph("DIFFERS when recomputed from its archived readings by " + by + ':');
            again.differences().forEach(difference -> hanging("   ", difference));
        }
        if (!missing.isEmpty()) {
            paragraph("The release that wrote this file did not know, and so did not archive: "
                    + String.join(", ", missing) + '.');
        }
        paragraph("engine " + shown.engine() + ", reference " + shown.reference() + ", assessment "
                + shown.assessmentId());
    }

    private void row(String name, String text) {
        hanging(padded(name, BITS_COLUMNS), text);
    }

    private void entry(String name, String value, String text) {
        hanging("  " + padded(name, NAME_COLUMNS - 1) + padded(value, VALUE_COLUMNS), text);
    }

    private void paragraph(String text) {
        lines.addAll(Paragraph.wrap(TextLine.harmless(text), width, ""));
    }

    /** Text behind a head, its further lines under its first. */
    private void hanging(String head, String text) {
        if (text.isBlank()) {
            lines.add(head.stripTrailing());
            return;
        }
        String indent = " ".repeat(TextLine.columnsOf(head) + 1);
        List<String> wrapped = Paragraph.wrap(TextLine.harmless(text), width, indent);
        lines.add(head + ' ' + wrapped.get(0).strip());
        lines.addAll(wrapped.subList(1, wrapped.size()));
    }

    private static String padded(String text, int columns) {
        String harmless = TextLine.harmless(text);
        return harmless + " ".repeat(Math.max(0, columns - TextLine.columnsOf(harmless)));
    }

    private static String bits(String format, double bits) {
        return String.format(Locale.ROOT, format, bits);
    }
}
