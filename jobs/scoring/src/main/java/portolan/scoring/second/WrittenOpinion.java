// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import static java.util.stream.Collectors.joining;
import static portolan.scoring.rules.TextEdits.find;
import static portolan.scoring.rules.TextEdits.quoted;
import static portolan.scoring.rules.TextEdits.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import portolan.scoring.bank.Bank;
import portolan.scoring.bank.BankReading;
import portolan.scoring.bank.Declaration;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.Rule;
import portolan.scoring.rules.RuleKnobs;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.scoring.rules.Second;
import portolan.scoring.rules.Section;
import portolan.scoring.rules.TextEdits;
import portolan.scoring.rules.Threat;
import portolan.scoring.rules.ToldShares;

/**
 * A fit as the next version of a rule set: curves over declared memories are added for the overall threat, and what is
 * written there weighs more or less. That stands in place, where all of it counts; or in {@code second} beside what is
 * written, for a share of what is red. All else of the text stays as its author wrote it. What a fit before wrote is taken
 * out, and so is {@code learning}: who signs this text signs all that moves bits.
 *
 * @param name of the fit, in words that officers read
 * @param bank whose readings the curves are of
 * @param multipliers by rule; one that is not named stays as it is
 * @param shift of the overall threat's prior, in units
 * @param beside what is written, for how much of red it counts; null where all of it counts in place
 * @param told what its scores mean; null where nobody knows, so that they only rank
 */
public record WrittenOpinion(
        String name,
        Bank bank,
        Map<String, Double> multipliers,
        Curves curves,
        long shift,
        @Nullable Beside beside,
        @Nullable ToldShares told) {
    /** What its rules and groups are called begins with this. */
    public static final String PREFIX = Second.PREFIX;

    /** The same of a prior, which a fit weighs as it weighs what is written. */
    public static final String PRIOR = "prior-";

    private static final String CAP = ": " + Bits.exact(Curves.MOST_OF_FAMILY);

    /**
     * It counts beside what is written, for a share of what is red.
     *
     * @param toll units by which the fit must say more than what is written
     * @param evidence for it, in a few words
     */
    public record Beside(double share, long toll, String evidence) {}

    /** All of it counts. */
    public WrittenOpinion(String name, Bank bank, Map<String, Double> multipliers, Curves curves, long shift) {
        this(name, bank, multipliers, curves, shift, null, null);
    }

    public WrittenOpinion {
        multipliers = Collections.unmodifiableMap(new TreeMap<>(multipliers));
        multipliers.forEach((rule, by) -> {
            if (!(by >= 0 && Double.isFinite(by))) {
                throw new IllegalArgumentException("a multiplier is 0 or more: rule=" + rule + ", multiplier=" + by);
            }
        });
    }

    /** The same, of which this is told. */
    public WrittenOpinion telling(@Nullable ToldShares shares) {
        return new WrittenOpinion(name, bank, multipliers, curves, shift, beside, shares);
    }

    /** Writes it as the next version. */
    public RuleSet after(RuleSet ruleSet) {
        return after(ruleSet, ruleSet.version() + 1);
    }

    /**
     * Writes it.
     *
     * @param ruleSet whose text is changed
     * @param version of the text that is written
     * @throws IllegalArgumentException if it cannot be written there, with what to do
     */
    public RuleSet after(RuleSet ruleSet, int version) {
        return after(ruleSet, version, PREFIX);
    }

    /**
     * Writes it as a prior, instead of the one there.
     *
     * @param ruleSet whose text is changed
     * @throws IllegalArgumentException if it cannot be written there, with what to do
     */
    public RuleSet priorOf(RuleSet ruleSet) {
        return after(ruleSet, ruleSet.version() + 1, PRIOR);
    }

    private RuleSet after(RuleSet ruleSet, int version, String prefix) {
        Threat overall = ruleSet.overall();
        if (overall == null) {
            throw new IllegalArgumentException(
                    "curves are for any offence at all: mark one threat with 'overall: true'; rule set=" + ruleSet);
        }
        if (RuleKnobs.of(ruleSet).isEmpty()) {
            throw new IllegalArgumentException(
                    "an alias stands for what is written elsewhere: write it out; rule set=" + ruleSet);
        }
        Set<String> unknown = new LinkedHashSet<>(multipliers.keySet());
        ruleSet.rules().forEach(rule -> unknown.remove(rule.id()));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("no such rules: " + unknown + "; rule set=" + ruleSet);
        }
        Compiled compiled = RuleSetCompiler.compile(new Writer(this, prefix, ruleSet, overall).text(version));
        if (compiled instanceof Compiled.Refused refused) {
            throw new IllegalArgumentException(
                    "this fit makes no rule set: " + refused.issues().get(0));
        }
        RuleSet written = ((Compiled.Accepted) compiled).ruleSet();
        // What its weights are is known once it is written.
        return told == null || told.isOf(written)
                ? written
                : telling(told.by(written)).after(ruleSet, version, prefix);
    }

    private double multiplier(String rule) {
        return rule.startsWith(PREFIX) ? 1 : multipliers.getOrDefault(rule, 1.0);
    }

    private Map<String, Double> turned(RuleSet ruleSet) {
        Map<String, Double> turned = new LinkedHashMap<>();
        for (RuleKnobs.Knob knob : RuleKnobs.of(ruleSet)) {
            String[] path = knob.path().split("/", -1);
            if (path[0].equals("rule") && multiplier(path[1]) != 1) {
                double product = knob.value() * multiplier(path[1]);
                double most = knob.isFactor() ? Double.MAX_VALUE : Bits.WIDEST;
                turned.put(knob.path(), StrictMath.max(-most, StrictMath.min(most, product)));
            }
        }
        return turned;
    }

    /** One text that is being written. */
    private static final class Writer {
        private final WrittenOpinion opinion;
        private final String prefix;
        private final RuleSet ruleSet;
        private final Threat overall;
        private final List<WrittenCurve> curves;
        private final TextEdits edits;
        private final MappingNode top;

        Writer(WrittenOpinion opinion, String prefix, RuleSet ruleSet, Threat overall) {
            this.opinion = opinion;
            this.prefix = prefix;
            this.ruleSet = ruleSet;
            this.overall = overall;
            curves = Stream.concat(
                            opinion.curves.curves().stream()
                                    .filter(curve -> moves(curve.units()))
                                    .map(curve -> WrittenCurve.of(prefix, curve)),
                            opinion.curves.pairs().stream()
                                    .filter(pair -> moves(pair.units()))
                                    .map(pair -> WrittenCurve.of(prefix, pair)))
                    .toList();
            edits = new TextEdits(
                    opinion.beside == null ? RuleKnobs.turned(ruleSet, opinion.turned(ruleSet)) : ruleSet.text());
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
                    quoted(opinion.name + ", " + opinion.curves.finds()
                            + (isPrior()
                                    ? " offences: what declared memories add to what is written"
                                    : opinion.beside == null
                                            ? " finds: what is written weighed by them, and what declared memories add"
                                            : " finds: " + opinion.beside.evidence)));
            if (opinion.shift != 0) {
                Node threat = value((MappingNode) value(top, "threats"), overall.name());
                edits.replace(value((MappingNode) threat, "prior"), Bits.exact(overall.prior() + opinion.shift));
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
                if (multiplier != 1 && opinion.beside == null) {
                    find(rule, "adopted").ifPresent(adopted -> weigh((MappingNode) adopted.getValueNode(), multiplier));
                    find(rule, "curve").ifPresent(curve -> raise(id, (MappingNode) curve.getValueNode(), multiplier));
                }
            }
            if (all.getFlowStyle() == FlowStyle.FLOW) {
                throw new IllegalArgumentException(
                        "the rules stand in brackets: write each on a line of its own; rule set=" + ruleSet);
            }
            List<Part> parts = all.getValue().stream()
                    .map(rule -> part(rule, isOwn((MappingNode) rule)))
                    .toList();
            String indent = newLine(TextEdits.column(all));
            // With a blank line before each.
            change(
                    all,
                    parts,
                    curves.stream()
                            .map(curve -> '\n'
                                    + indent
                                    + String.join(
                                            indent,
                                            curve.lines(overall.name(), families, isPrior() ? opinion.name : "")))
                            .toList());
        }

        private boolean isPrior() {
            return prefix.equals(PRIOR);
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
            return BigDecimal.valueOf(bits)
                    .setScale(2, mode)
                    .stripTrailingZeros()
                    .toPlainString();
        }

        /** How far it counts, at the end of the text. */
        private void second() {
            find(top, "second").ifPresent(this::cutSection);
            Beside beside = opinion.beside;
            if (beside == null) {
                return;
            }
            List<String> times = new ArrayList<>();
            opinion.multipliers.forEach((rule, by) -> {
                String written = rounded(by, RoundingMode.HALF_EVEN);
                if (opinion.multiplier(rule) != 1 && !written.equals("1")) {
                    times.add("    " + rule + ": " + written + '\n');
                }
            });
            insert(
                    edits.length(),
                    "\n# What finds say beside what is written, for a share of what is red.\nsecond:\n  share: "
                            + BigDecimal.valueOf(beside.share).toPlainString() + "\n  toll: " + Bits.exact(beside.toll)
                            + (times.isEmpty() ? "\n" : "\n  times:\n" + String.join("", times)));
        }

        /** What was told of the scores of before is of no other scores. */
        private void told() {
            NodeTuple stated = find(top, "told").orElse(null);
            ToldShares told = opinion.told;
            if (told == null) {
                if (stated != null) {
                    cutSection(stated);
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
                insert(edits.endOfLine(edits.end(value(top, "threats")) - 1), '\n' + section);
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
                insert(
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
                    cutSection(stated);
                } else {
                    String indent = all.getFlowStyle() == FlowStyle.FLOW ? "" : newLine(TextEdits.column(all));
                    change(
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
            curves.forEach(curve -> curve.readings().forEach(reading -> read.add(declaring(opinion.bank, reading))));
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
            stale.removeIf(declaration -> declaration.keptDays() != Declaration.DAYS
                    || needed.stream().anyMatch(declaration::isOfSame));
            read.removeIf(declaration -> declared.stream().anyMatch(declaration::isOfSame));
            NodeTuple learning = find(top, "learning").orElse(null);
            NodeTuple stated = find(top, "memories").orElse(null);
            if (stated != null || read.isEmpty()) {
                if (learning != null) {
                    cutSection(learning);
                }
                if (stated != null) {
                    memories(stated, declared, stale, read);
                }
                return;
            }
            String section = "# What curves read.\nmemories:\n  declared:" + items(read, newLine(4)) + '\n';
            if (learning == null) {
                insert(edits.endOfLine(edits.end(value(top, "why")) - 1), '\n' + section);
            } else {
                edits.replace(
                        edits.startOfComments(edits.start(learning.getKeyNode())),
                        edits.endOfLine(edits.end(learning.getValueNode()) - 1),
                        section);
            }
        }

        private void memories(
                NodeTuple stated, List<Declaration> declared, Set<Declaration> stale, Set<Declaration> added) {
            MappingNode section = (MappingNode) stated.getValueNode();
            NodeTuple list = find(section, "declared").orElse(null);
            if (list == null) {
                if (!added.isEmpty() && section.getFlowStyle() == FlowStyle.FLOW) {
                    int end = edits.end(section) - 1;
                    edits.replace(end, end, ", declared: [" + String.join(", ", written(added)) + ']');
                } else if (!added.isEmpty()) {
                    int column = TextEdits.column(section);
                    insert(
                            edits.endOfLine(edits.end(section) - 1),
                            " ".repeat(column) + "declared:" + items(added, newLine(column + 2)) + '\n');
                }
                return;
            }
            SequenceNode all = (SequenceNode) list.getValueNode();
            // Those of the standard bank come first, and are written nowhere.
            int first = declared.size() - all.getValue().size();
            List<Part> parts = new ArrayList<>();
            for (int i = 0; i < all.getValue().size(); i++) {
                parts.add(part(all.getValue().get(i), stale.contains(declared.get(first + i))));
            }
            if (first == 0 && added.isEmpty() && parts.stream().allMatch(Part::isTakenOut)) {
                cutSection(stated);
                return;
            }
            String indent = all.getFlowStyle() == FlowStyle.FLOW ? "" : newLine(TextEdits.column(all)) + "- ";
            change(
                    all,
                    parts,
                    written(added).stream().map(item -> indent + item).toList());
        }

        /** What is kept for a reading; a case's own changes are read wherever anything is, as all traffic is. */
        private static Declaration declaring(Bank bank, BankReading reading) {
            Declaration declaration = bank.declaring(reading);
            return declaration != null
                    ? declaration
                    : new Declaration(List.of(), Declaration.Kept.BILLS, null, null, Declaration.DAYS);
        }

        private static List<String> written(Set<Declaration> declarations) {
            return declarations.stream().map(Declaration::written).toList();
        }

        private static String items(Set<Declaration> declarations, String indent) {
            return written(declarations).stream()
                    .map(item -> indent + "- " + item)
                    .collect(joining());
        }

        private record Part(int from, int to, boolean isTakenOut) {}

        private Part part(Node node, boolean isTakenOut) {
            return new Part(edits.start(node), edits.end(node), isTakenOut);
        }

        /** Takes parts out of a list or a mapping, and adds others behind its last; each of a block begins a line. */
        private void change(CollectionNode<?> all, List<Part> parts, List<String> added) {
            boolean isFlow = all.getFlowStyle() == FlowStyle.FLOW;
            if (added.isEmpty() && parts.stream().noneMatch(Part::isTakenOut)) {
                return;
            }
            if (isFlow || (added.isEmpty() && parts.stream().allMatch(Part::isTakenOut))) {
                String brackets = all instanceof SequenceNode ? "[]" : "{}";
                String stays = Stream.concat(
                                parts.stream()
                                        .filter(part -> !part.isTakenOut)
                                        .map(part -> edits.source(part.from, part.to)),
                                added.stream())
                        .collect(joining(", ", brackets.substring(0, 1), brackets.substring(1)));
                edits.replace(all, stays);
                return;
            }
            parts.stream().filter(Part::isTakenOut).forEach(part -> edits.cut(part.from, part.to));
            int end = edits.endOfLine(parts.get(parts.size() - 1).to - 1);
            if (!added.isEmpty()) {
                insert(end, String.join("", added).substring(1) + '\n');
            }
        }

        private void insert(int at, String lines) {
            edits.replace(at, at, (edits.isAfterABreak(at) ? "" : "\n") + lines);
        }

        /** With the comments right above it. */
        private void cutSection(NodeTuple section) {
            edits.cut(edits.startOfComments(edits.start(section.getKeyNode())), edits.end(section.getValueNode()));
        }

        private static String newLine(int column) {
            return '\n' + " ".repeat(column);
        }
    }
}
