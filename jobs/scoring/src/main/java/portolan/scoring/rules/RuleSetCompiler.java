// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import portolan.scoring.bank.Bank;

/**
 * Compiles the text of a rule set, and runs the examples beside it: a rule set, or all faults at once. The language is
 * described in {@code deploy/rules/README.md}.
 */
public final class RuleSetCompiler {
    /** More rules than this are a mistake: each costs time for every consignment. */
    public static final int MOST_RULES = 2000;

    private static final int MOST_GROUPS = 100;
    private static final int MOST_LISTS = 200;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,59}");
    private static final Pattern LIST_NAME = Pattern.compile("[a-z][a-zA-Z0-9_]{0,59}");
    private static final Set<String> RESERVED = Set.of("""
        in as break const continue else false for function if import let loop package namespace null return
        true var void while\
        """.split("\\s+", -1));
    /** "learning" is of rule sets that were signed before 0.3.0, and means nothing any more. */
    private static final List<String> KEYS = List.of("""
        name version why alert exploration learning memories budgets threats told groups lists second rules\
        """.split("\\s+", -1));

    private static final List<String> EXPLORATION_KEYS = List.of("share", "seed");
    private static final List<String> RULE_KEYS =
            List.of("id", "threats", "when", "bits", "group", "why", "source", "expect", "frozen", "adopted");
    /** Of a rule with a curve. */
    private static final List<String> CURVE_KEYS =
            List.of("id", "threats", "when", "curve", "group", "family", "why", "source", "expect");

    private static final List<String> ADOPTED_KEYS = List.of("before", "bits");

    private static final Expression ALWAYS =
            new Expression(new Condition.Always(Ternary.YES), null, Set.of(), Set.of(), 0);

    /** Of a rule whose author says nothing: it fires on one filing in a hundred. */
    static final double EXPECTED = 0.01;

    private final RuleText source;
    private final Faults faults;
    private final ThreatReader threatReader;
    private final Set<String> groupNames = new LinkedHashSet<>();
    private final List<Group> groups = new ArrayList<>();
    private final Map<String, List<String>> lists = new LinkedHashMap<>();
    private final Set<String> ruleIds = new LinkedHashSet<>();
    private final List<Rule> rules = new ArrayList<>();

    private @Nullable Bank memories;

    private RuleSetCompiler(RuleText source) {
        this.source = source;
        this.faults = new Faults(source);
        this.threatReader = new ThreatReader(faults);
    }

    /** Compiles a text that travelled without its examples. */
    public static Compiled compile(String text) {
        return compile(text, null);
    }

    /** Compiles a text and runs its examples; issues name them {@code ruleset.yaml} and {@code examples.yaml}. */
    public static Compiled compile(String text, @Nullable String examples) {
        return compile(
                new RuleText("ruleset.yaml", text), examples == null ? null : new RuleText("examples.yaml", examples));
    }

    public static Compiled compile(RuleText text, @Nullable RuleText examples) {
        RuleSetCompiler compiler = new RuleSetCompiler(text);
        RuleSet ruleSet = compiler.read();
        List<RuleIssue> issues = new ArrayList<>(compiler.faults.inOrder());
        if (examples != null) {
            issues.addAll(Examples.run(examples, ruleSet, compiler.threatReader.names(), compiler.ruleIds)
                    .issues());
        }
        return ruleSet != null && issues.isEmpty() ? new Compiled.Accepted(ruleSet) : new Compiled.Refused(issues);
    }

    private @Nullable RuleSet read() {
        Node root = Section.parse(source, faults);
        if (root == null) {
            return null;
        }
        Section top = Section.of(root, "the rule set", faults, KEYS);
        if (!top.isPresent()) {
            return null;
        }
        ScalarNode name = top.text("name");
        if (name != null) {
            checkName(name, "a rule set's name", NAME);
        }
        int version = top.version();
        ScalarNode why = top.text("why");
        Lane alertLane = alertLane(top);
        Exploration exploration = exploration(top);
        memories = new MemoriesReader(faults).read(top);
        Map<String, List<Budget>> budgets = new BudgetReader(faults).read(top);
        List<Threat> threats = threatReader.read(top, key -> checkName(key, "a threat's name", NAME));
        ToldShares told = new ToldReader(faults).read(top, threatReader.overall());
        readGroups(top);
        readLists(top);
        readRules(top);
        Map<String, Rule> byId = new LinkedHashMap<>();
        rules.forEach(rule -> byId.put(rule.id(), rule));
        Second second = new SecondReader(faults).read(top, byId, threatReader.overall() != null);
        if (!faults.isEmpty() || name == null || why == null) {
            return null;
        }
        return new RuleSet(
                name.getValue(),
                version,
                why.getValue().strip(),
                source.text(),
                alertLane,
                exploration,
                budgets,
                threats,
                groups,
                lists,
                rules,
                memories,
                second,
                told);
    }

    /** The mildest lane that is an alert: red unless the text says otherwise. */
    private @Nullable Lane alertLane(Section top) {
        ScalarNode node = top.optionalText("alert");
        if (node == null) {
            return Lane.RED;
        }
        return switch (node.getValue()) {
            case "red" -> Lane.RED;
            case "yellow" -> Lane.YELLOW;
            case "blue" -> Lane.BLUE;
            case "never" -> null;
            default -> {
                faults.at(node, "expected red, yellow, blue or never in 'alert', found " + Section.kind(node));
                yield null;
            }
        };
    }

    /** Who is drawn at random; nobody unless the text says so. */
    private Exploration exploration(Section top) {
        Node node = top.optional("exploration");
        if (node == null) {
            return Exploration.NONE;
        }
        Section section = Section.of(node, "'exploration'", faults, EXPLORATION_KEYS);
        Node shareNode = section.required("share");
        Node seedNode = section.required("seed");
        if (shareNode == null || seedNode == null) {
            return Exploration.NONE;
        }
        double share = Section.number(shareNode).orElse(-1);
        if (share < 0 || share > Exploration.LARGEST_SHARE) {
            faults.at(
                    shareNode,
                    "expected a share from 0 to " + Exploration.LARGEST_SHARE + " in 'share', found "
                            + Section.kind(shareNode) + "; 0.02 draws one consignment in fifty");
            return Exploration.NONE;
        }
        double seed = Section.number(seedNode).orElse(-1);
        if (seed < 0 || seed != StrictMath.rint(seed)) {
            faults.at(seedNode, "expected a whole number from 0 in 'seed', found " + Section.kind(seedNode));
            return Exploration.NONE;
        }
        return new Exploration(share, (long) seed);
    }

    /** The share of traffic that a rule's author expects it to fire on. */
    private double expected(Section section) {
        Node node = section.optional("expect");
        if (node == null) {
            return EXPECTED;
        }
        double share = Section.number(node).orElse(0);
        if (!(share > 0 && share <= 1)) {
            faults.at(
                    node,
                    "expected a share above 0 and up to 1 in 'expect', found " + Section.kind(node)
                            + "; 0.001 is one filing in a thousand");
        }
        return share;
    }

    /** What was adopted of what releases until 0.2.0 learned: a part of what the rule adds, by threat. */
    private @Nullable Adopted adopted(Section rule, List<String> threats) {
        Node node = rule.optional("adopted");
        if (node == null) {
            return null;
        }
        Map<String, Adopted.Part> parts = new LinkedHashMap<>();
        for (Section.Entry entry : Section.open(node, "'adopted'", faults).entries()) {
            String threat = entry.key().getValue();
            Section part = Section.of(entry.value(), "what is adopted for '" + threat + "'", faults, ADOPTED_KEYS);
            part.required("before");
            LocalDate before = part.optionalDay("before");
            OptionalDouble bits = part.bits("bits");
            if (!threats.contains(threat)) {
                faults.at(
                        entry.key(),
                        "the rule does not count for threat '" + threat + "'" + Spelling.suggestion(threat, threats));
            } else if (before != null && bits.isPresent()) {
                parts.put(threat, new Adopted.Part(before, Bits.toUnits(bits.getAsDouble())));
            }
        }
        return new Adopted(parts);
    }

    private void readGroups(Section top) {
        Node node = top.optional("groups");
        if (node == null) {
            return;
        }
        Section section = Section.open(node, "'groups'", faults);
        if (section.entries().size() > MOST_GROUPS) {
            faults.at(
                    node,
                    "expected at most " + MOST_GROUPS + " groups, found "
                            + section.entries().size());
        }
        for (Section.Entry entry : section.entries()) {
            checkName(entry.key(), "a group's name", NAME);
            String name = entry.key().getValue();
            if (Group.isReserved(name)) {
                faults.at(
                        entry.key(), "groups of events are called 'one-...': call group '" + name + "' something else");
            }
            groupNames.add(name);
            OptionalDouble cap = Section.bits(entry.value(), "group '" + name + "'", faults);
            if (cap.isPresent() && cap.getAsDouble() < 0) {
                faults.at(entry.value(), "a cap must not be negative, found " + Section.kind(entry.value()));
            }
            groups.add(new Group(name, Bits.toUnits(cap.orElse(0))));
        }
    }

    private void readLists(Section top) {
        Node node = top.optional("lists");
        if (node == null) {
            return;
        }
        Section section = Section.open(node, "'lists'", faults);
        if (section.entries().size() > MOST_LISTS) {
            faults.at(
                    node,
                    "expected at most " + MOST_LISTS + " lists, found "
                            + section.entries().size());
        }
        for (Section.Entry entry : section.entries()) {
            String name = entry.key().getValue();
            String what = "list '" + name + "'";
            List<ScalarNode> texts = Section.texts(Section.list(entry.value(), what, faults), what, faults);
            String complaint = PersonalAttributes.complaint(name);
            if (complaint != null) {
                faults.at(entry.key(), complaint);
            } else if (checkName(entry.key(), "a list's name", LIST_NAME)) {
                lists.put(
                        name,
                        texts.stream().map(ScalarNode::getValue).distinct().toList());
            }
        }
    }

    private void readRules(Section top) {
        List<Node> nodes = top.list("rules");
        if (nodes.size() > MOST_RULES) {
            faults.at(
                    nodes.get(MOST_RULES),
                    "expected at most " + MOST_RULES + " rules, found " + nodes.size()
                            + "; rules that differ in a code only are one rule with 'in' and a named list");
            return;
        }
        ExpressionCompiler expressions = new ExpressionCompiler(lists, memories, faults);
        for (Node node : nodes) {
            Rule rule = rule(node, expressions);
            if (rule != null) {
                rules.add(rule);
            }
        }
        refuseCostlyRules(nodes);
    }

    /** The fault stands at the rule that goes over the limit: those above it could stay. */
    private void refuseCostlyRules(List<Node> nodes) {
        if (rules.size() < nodes.size()) {
            return; // their faults come first
        }
        long steps = 0;
        int over = -1;
        Rule costliest = null;
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            steps += rule.steps();
            over = over < 0 && steps > Cost.MOST_OF_A_RULE_SET ? i : over;
            costliest = costliest == null || rule.steps() > costliest.steps() ? rule : costliest;
        }
        if (over >= 0 && costliest != null) {
            faults.at(nodes.get(over), Cost.tooMuchTogether(steps, costliest.id(), costliest.steps()));
        }
    }

    private @Nullable Rule rule(Node node, ExpressionCompiler expressions) {
        int faultsBefore = faults.count();
        boolean isCurve = node instanceof MappingNode mapping
                && TextEdits.find(mapping, "curve").isPresent();
        Section section = isCurve
                ? Section.of(node, "a rule with a curve", faults, CURVE_KEYS)
                : Section.of(node, "a rule", faults, RULE_KEYS);
        ScalarNode id = section.text("id");
        if (id != null) {
            checkRuleId(id);
        }
        List<String> counted = ruleThreats(section);
        ScalarNode when = isCurve ? section.optionalText("when") : section.text("when");
        Expression condition = when != null ? expressions.condition(when) : isCurve ? ALWAYS : null;
        Node bits = section.required(isCurve ? "curve" : "bits");
        double expected = expected(section);
        Expression amount = bits == null
                ? null
                : isCurve
                        ? CurveReader.read(bits, id == null ? "" : id.getValue(), expected, expressions, faults)
                        : amount(bits, expressions);
        ScalarNode family = section.optionalText("family");
        ScalarNode group = family == null ? section.optionalText("group") : family;
        if (family != null && section.optional("group") != null) {
            faults.at(family, "a family is a group that officers read as one: leave 'group' out");
        }
        if (group != null && !groupNames.contains(group.getValue())) {
            faults.at(
                    group,
                    "unknown group '" + group.getValue() + "'" + Spelling.suggestion(group.getValue(), groupNames));
        }
        ScalarNode why = section.text("why");
        ScalarNode origin = section.optionalText("source");
        boolean frozen = section.flag("frozen");
        Adopted adopted = adopted(section, counted);
        if (faults.count() > faultsBefore
                || id == null
                || bits == null
                || why == null
                || condition == null
                || amount == null) {
            return null;
        }
        return new Rule(
                id.getValue(),
                why.getValue().strip(),
                origin == null ? null : origin.getValue().strip(),
                group == null ? null : group.getValue(),
                family != null,
                counted,
                when == null ? "true" : when.getValue().strip(),
                bits instanceof ScalarNode scalar ? scalar.getValue().strip() : CurveReader.written(bits, faults),
                expected,
                frozen,
                adopted,
                condition,
                amount);
    }

    private void checkRuleId(ScalarNode id) {
        String value = id.getValue();
        checkName(id, "a rule's id", NAME);
        if (value.equals(RuleSet.PRIOR)) {
            faults.at(id, "'" + RuleSet.PRIOR + "' is what the first contribution is called, choose another id");
        }
        if (value.equals(Second.OPINION)) {
            faults.at(id, "'" + Second.OPINION + "' is what the second opinion adds, choose another id");
        }
        if (!ruleIds.add(value)) {
            faults.at(id, "another rule has the id '" + value + "'");
        }
    }

    /** What is written, and the overall threat before it. */
    private List<String> ruleThreats(Section section) {
        String overall = threatReader.overall();
        Node node = overall == null ? section.required("threats") : section.optional("threats");
        if (node == null) {
            return overall == null ? List.of() : List.of(overall);
        }
        List<ScalarNode> written = Section.texts(Section.list(node, "'threats'", faults), "'threats'", faults);
        Set<String> threatNames = threatReader.names();
        Set<String> counted = new LinkedHashSet<>();
        for (ScalarNode threat : written) {
            String name = threat.getValue();
            if (!threatNames.contains(name)) {
                faults.at(threat, "unknown threat '" + name + "'" + Spelling.suggestion(name, threatNames));
            } else if (!counted.add(name)) {
                faults.at(threat, "threat '" + name + "' is there twice");
            }
        }
        if (written.isEmpty() && node instanceof SequenceNode) {
            faults.at(node, "expected at least one threat in 'threats'");
        }
        Set<String> all = new LinkedHashSet<>();
        if (overall != null) {
            all.add(overall);
        }
        all.addAll(counted);
        return List.copyOf(all);
    }

    private @Nullable Expression amount(Node node, ExpressionCompiler expressions) {
        ScalarNode text = Section.text(node, "'bits'", faults);
        OptionalDouble number = Section.number(node);
        if (number.isEmpty()) {
            return text == null ? null : expressions.amount(text, "bits");
        }
        OptionalDouble bits = Section.bits(node, "'bits'", faults);
        return bits.isEmpty()
                ? null
                : new Expression(null, new Amount.Constant(bits.getAsDouble()), new HashSet<>(), new HashSet<>(), 1);
    }

    private boolean checkName(ScalarNode node, String what, Pattern pattern) {
        String name = node.getValue();
        if (pattern.matcher(name).matches() && (pattern != LIST_NAME || !RESERVED.contains(name))) {
            return true;
        }
        faults.at(
                node,
                String.format(
                        Locale.ROOT,
                        "%s starts with a small letter and goes on with letters, digits, '_'%s, found '%s'",
                        what,
                        pattern == LIST_NAME ? "" : " and '-'",
                        name));
        return false;
    }
}
