// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import static java.util.stream.Collectors.joining;
import static portolan.scoring.rules.TextEdits.find;
import static portolan.scoring.rules.TextEdits.newLine;
import static portolan.scoring.rules.TextEdits.quoted;
import static portolan.scoring.rules.TextEdits.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import portolan.scoring.bank.Bank;
import portolan.scoring.bank.BankReading;
import portolan.scoring.bank.Declaration;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.Rule;
import portolan.scoring.rules.RuleKnobs;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.Section;
import portolan.scoring.rules.TextEdits;
import portolan.scoring.rules.TextEdits.Part;
import portolan.scoring.rules.Threat;
import portolan.scoring.rules.ToldShares;

/** The text of a rule set as a fit is written into it. */
final class OpinionText {
    private static final String CAP = ": " + Bits.exact(Curves.MOST_OF_FAMILY);

    private final WrittenOpinion opinion;
    private final String prefix;
    private final RuleSet ruleSet;
    private final Threat overall;
    private final List<WrittenCurve> curves;
    private final TextEdits edits;
    private final MappingNode top;

    OpinionText(WrittenOpinion opinion, String prefix, RuleSet ruleSet, Threat overall) {
        this.opinion = opinion;
        this.prefix = prefix;
        this.ruleSet = ruleSet;
        this.overall = overall;
        curves = Stream.concat(
                        opinion.curves().curves().stream()
                                .filter(curve -> moves(curve.units()))
                                .map(curve -> WrittenCurve.of(prefix, curve)),
                        opinion.curves().pairs().stream()
                                .filter(pair -> moves(pair.units()))
                                .map(pair -> WrittenCurve.of(prefix, pair)))
                .toList();
        edits = new TextEdits(
                opinion.beside() == null ? RuleKnobs.turned(ruleSet, opinion.turned(ruleSet)) : ruleSet.text());
        top = edits.top();
        if (top.getFlowStyle() == FlowStyle.FLOW) {
            throw new IllegalArgumentException(
                    "the text stands in braces: write each of its keys on a line of its own; rule set=" + ruleSet);
        }
    }

    private static boolean moves(long[] units) {
        return Arrays.stream(units).anyMatch(each -> each != 0);
    }

    String text(int version) {
        edits.replace(value(top, "version"), Integer.toString(version));
        edits.replace(
                value(top, "why"),
                quoted(opinion.name() + ", " + opinion.curves().finds()
                        + (isPrior()
                                ? " offences: what declared memories add to what is written"
                                : opinion.beside() == null
                                        ? " finds: what is written weighed by them, and what declared memories add"
                                        : " finds: " + opinion.beside().evidence())));
        if (opinion.shift() != 0) {
            Node threat = value((MappingNode) value(top, "threats"), overall.name());
            edits.replace(value((MappingNode) threat, "prior"), Bits.exact(overall.prior() + opinion.shift()));
        }
        told();
        memories();
        Map<String, Integer> families = new TreeMap<>();
        curves.forEach(curve -> families.merge(curve.family(), 1, Integer::sum));
        // One curve moves no further than a family may.
        families.values().removeIf(count -> count == 1);
        groups(families.keySet());
        if (!isPrior()) {
            // Before the curves, which may end at the same place and are to stand above it.
            second();
        }
        rules(families.keySet());
        return edits.edited();
    }

    private void rules(Set<String> families) {
        SequenceNode all = (SequenceNode) value(top, "rules");
        for (Node each : all.getValue()) {
            MappingNode rule = (MappingNode) each;
            String id = ((ScalarNode) value(rule, "id")).getValue();
            double multiplier = opinion.multiplier(id);
            if (multiplier != 1 && opinion.beside() == null) {
                find(rule, "adopted").ifPresent(adopted -> weigh((MappingNode) adopted.getValueNode(), multiplier));
                find(rule, "curve").ifPresent(curve -> raise(id, (MappingNode) curve.getValueNode(), multiplier));
            }
        }
        if (all.getFlowStyle() == FlowStyle.FLOW) {
            throw new IllegalArgumentException(
                    "the rules stand in brackets: write each on a line of its own; rule set=" + ruleSet);
        }
        List<Part> parts = all.getValue().stream()
                .map(rule -> edits.part(rule, isOwn((MappingNode) rule)))
                .toList();
        String indent = newLine(TextEdits.column(all));
        // With a blank line before each.
        edits.change(
                all,
                parts,
                curves.stream()
                        .map(curve -> '\n'
                                + indent
                                + String.join(
                                        indent, curve.lines(overall.name(), families, isPrior() ? opinion.name() : "")))
                        .toList());
    }

    private boolean isPrior() {
        return prefix.equals(WrittenOpinion.PRIOR);
    }

    /** What a person wrote under such a name, and is no curve over memories, stays. */
    private boolean isOwn(MappingNode rule) {
        String id = ((ScalarNode) value(rule, "id")).getValue();
        return ruleSet.rules().stream().anyMatch(each -> each.id().equals(id) && isOwn(each));
    }

    private boolean isOwn(Rule rule) {
        return rule.id().startsWith(prefix)
                && rule.isCurve()
                && !rule.memories().isEmpty();
    }

    private boolean isOwnGroup(String name) {
        return name.startsWith(prefix)
                && ruleSet.rules().stream().allMatch(rule -> !name.equals(rule.group()) || isOwn(rule));
    }

    /** What was adopted is a part of what a rule adds. */
    private void weigh(MappingNode adopted, double multiplier) {
        for (NodeTuple threat : adopted.getValue()) {
            Node bits = value((MappingNode) threat.getValueNode(), "bits");
            edits.replace(bits, rounded(Section.number(bits).orElseThrow() * multiplier, RoundingMode.HALF_EVEN));
        }
    }

    /** Lets a curve move as far as it now does, or as its share of filings lets it. */
    private void raise(String id, MappingNode curve, double multiplier) {
        Rule rule = ruleSet.rules().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
        double largest = StrictMath.floor(100 * Bits.rarity(rule.expected())) / 100;
        Node stated = find(curve, "most").map(NodeTuple::getValueNode).orElse(null);
        double most = stated == null
                ? Bits.ofUnits(Curve.MOST)
                : Section.number(stated).orElseThrow();
        String raised = rounded(StrictMath.min(largest, most * multiplier), RoundingMode.CEILING);
        if (multiplier > 1 && stated != null) {
            edits.replace(stated, raised);
        } else if (multiplier > 1) {
            Node first = curve.getValue().get(0).getKeyNode();
            String then = curve.getFlowStyle() == FlowStyle.FLOW ? ", " : newLine(TextEdits.column(first));
            edits.replace(edits.start(first), edits.start(first), "most: " + raised + then);
        }
    }

    private static String rounded(double bits, RoundingMode mode) {
        return BigDecimal.valueOf(bits).setScale(2, mode).stripTrailingZeros().toPlainString();
    }

    /** How far it counts, at the end of the text. */
    private void second() {
        find(top, "second").ifPresent(edits::cutSection);
        WrittenOpinion.Beside beside = opinion.beside();
        if (beside == null) {
            return;
        }
        List<String> times = new ArrayList<>();
        opinion.multipliers().forEach((rule, by) -> {
            String written = rounded(by, RoundingMode.HALF_EVEN);
            if (opinion.multiplier(rule) != 1 && !written.equals("1")) {
                times.add("    " + rule + ": " + written + '\n');
            }
        });
        edits.insert(
                edits.length(),
                "\n# What finds say beside what is written, for a share of what is red.\nsecond:\n  share: "
                        + BigDecimal.valueOf(beside.share()).toPlainString() + "\n  toll: " + Bits.exact(beside.toll())
                        + (times.isEmpty() ? "\n" : "\n  times:\n" + String.join("", times)));
    }

    /** What was told of the scores of before is of no other scores. */
    private void told() {
        NodeTuple stated = find(top, "told").orElse(null);
        ToldShares told = opinion.told();
        if (told == null) {
            if (stated != null) {
                edits.cutSection(stated);
            }
            return;
        }
        String section = "# What scores of the overall threat mean, as inspections bear them out.\ntold:\n"
                + told.points().stream()
                        .map(ToldShares.Point::written)
                        .collect(joining(
                                "\n    - ",
                                "  inspections: " + told.inspections() + "\n  finds: " + told.finds()
                                        + (told.weights() == null ? "" : "\n  weights: " + quoted(told.weights()))
                                        + "\n  shares:\n    - ",
                                "\n"));
        if (stated == null) {
            edits.insert(edits.endOfLine(edits.end(value(top, "threats")) - 1), '\n' + section);
        } else {
            edits.replace(
                    edits.startOfComments(edits.start(stated.getKeyNode())),
                    edits.endOfLine(edits.end(stated.getValueNode()) - 1),
                    section);
        }
    }

    private void groups(Set<String> families) {
        NodeTuple stated = find(top, "groups").orElse(null);
        if (stated == null && !families.isEmpty()) {
            Node threats = value(top, "threats");
            edits.insert(
                    edits.endOfLine(edits.end(threats) - 1),
                    "\ngroups:"
                            + families.stream()
                                    .map(family -> "\n  " + family + CAP)
                                    .collect(joining()) + '\n');
        } else if (stated != null) {
            MappingNode all = (MappingNode) stated.getValueNode();
            List<Part> parts = new ArrayList<>();
            Set<String> added = new LinkedHashSet<>(families);
            for (NodeTuple group : all.getValue()) {
                String name = ((ScalarNode) group.getKeyNode()).getValue();
                boolean stays = !isOwnGroup(name) || added.remove(name);
                parts.add(new Part(edits.start(group.getKeyNode()), edits.end(group.getValueNode()), !stays));
            }
            if (added.isEmpty() && parts.stream().allMatch(Part::isTakenOut)) {
                edits.cutSection(stated);
            } else {
                String indent = all.getFlowStyle() == FlowStyle.FLOW ? "" : newLine(TextEdits.column(all));
                edits.change(
                        all,
                        parts,
                        added.stream().map(name -> indent + name + CAP).toList());
            }
        }
    }

    /** Declares what is read, instead of what only the curves of a fit before read. */
    private void memories() {
        Bank before = ruleSet.memories();
        List<Declaration> declared = before == null ? List.of() : before.declarations();
        Set<Declaration> read = new LinkedHashSet<>();
        curves.forEach(curve -> curve.readings().forEach(reading -> read.add(declaring(opinion.bank(), reading))));
        Set<Declaration> stale = new LinkedHashSet<>();
        Set<Declaration> needed = new LinkedHashSet<>(read);
        for (Rule rule : ruleSet.rules()) {
            for (int memory : rule.memories()) {
                Bank bank = Objects.requireNonNull(before);
                (isOwn(rule) ? stale : needed)
                        .add(declaring(bank, bank.readings().get(memory)));
            }
        }
        // Who states how long wants it kept, whoever reads it.
        stale.removeIf(declaration ->
                declaration.keptDays() != Declaration.DAYS || needed.stream().anyMatch(declaration::isOfSame));
        new MemoriesText(edits, top).write(declared, stale, read);
    }

    /** What is kept for a reading; a case's own changes are read wherever anything is, as all traffic is. */
    private static Declaration declaring(Bank bank, BankReading reading) {
        Declaration declaration = bank.declaring(reading);
        return declaration != null
                ? declaration
                : new Declaration(List.of(), Declaration.Kept.BILLS, null, null, Declaration.DAYS);
    }
}
