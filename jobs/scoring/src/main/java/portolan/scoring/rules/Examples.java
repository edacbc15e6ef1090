// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import portolan.scoring.bank.Bank;
import portolan.scoring.bank.BankAnswer;
import portolan.scoring.bank.BankReading;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Unit;

/** The examples beside a rule set: consignments as their author imagines them, and what must come of each. */
final class Examples {
    private static final List<String> KEYS = List.of("examples");
    private static final List<String> EXAMPLE_KEYS = List.of("name", "day", "readings", "consignment", "expect");
    private static final Pattern OTHER_SCORE = Pattern.compile("expected score \\S+, found score (\\S+) bits = ");
    private static final List<String> EXPECT_KEYS = List.of("lane", "score", "fires");
    private static final List<String> LANES = List.of("red", "yellow", "blue", "green");

    private final Faults faults;
    private final @Nullable RuleSet ruleSet;
    private final Set<String> threats;
    private final Set<String> ruleIds;

    private Examples(Faults faults, @Nullable RuleSet ruleSet, Set<String> threats, Set<String> ruleIds) {
        this.faults = faults;
        this.ruleSet = ruleSet;
        this.threats = threats;
        this.ruleIds = ruleIds;
    }

    /**
     * Checks the examples, and runs them when there is a rule set to run.
     *
     * @param threats names that may be expected, also of a rule set that has faults
     */
    static ExampleRun run(RuleText text, @Nullable RuleSet ruleSet, Set<String> threats, Set<String> ruleIds) {
        Faults faults = new Faults(text);
        List<ExampleResult> results = new ArrayList<>();
        Node root = Section.parse(text, faults);
        if (root != null) {
            Section top = Section.of(root, "the examples", faults, KEYS);
            Examples examples = new Examples(faults, ruleSet, threats, ruleIds);
            for (Node node : top.list("examples")) {
                results.add(examples.result(node));
            }
        }
        return new ExampleRun(results, faults.inOrder());
    }

    private ExampleResult result(Node node) {
        int before = faults.count();
        List<RuleTrace> traces = new ArrayList<>();
        List<ExampleResult.Judged> judged = new ArrayList<>();
        String name = check(node, traces, judged);
        int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        return new ExampleResult(name, line, faults.count() == before, faults.since(before), traces, judged);
    }

    /**
     * Reports what is wrong with one example, or with what came of it.
     *
     * @param traces takes those of the rules concerned where something else came
     * @param judged takes what came of each threat
     * @return the name of the example
     */
    private String check(Node node, List<RuleTrace> traces, List<ExampleResult.Judged> judged) {
        int before = faults.count();
        Section section = Section.of(node, "an example", faults, EXAMPLE_KEYS);
        ScalarNode name = section.text("name");
        DayOfWeek day = day(section.optionalText("day"));
        Map<Integer, Double> memories = new TreeMap<>();
        Map<Indicator, Double> readings = readings(section.optional("readings"), memories);
        Map<ConsignmentField, Object> fields = fields(section.optional("consignment"));
        Node expect = section.required("expect");
        String called = name == null ? "" : name.getValue();
        if (expect == null) {
            return called;
        }
        Bank bank = ruleSet == null ? null : ruleSet.memories();
        Facts facts = Facts.stated(readings, fields, bank == null ? null : BankAnswer.stated(bank, memories));
        boolean runs = ruleSet != null && faults.count() == before;
        Set<String> concerned = new TreeSet<>();
        Section expected = Section.open(expect, "'expect'", faults);
        if (expected.isPresent() && expected.entries().isEmpty()) {
            faults.at(expect, "example '" + called + "' expects nothing");
        }
        for (Section.Entry entry : expected.entries()) {
            String threat = entry.key().getValue();
            if (!threats.contains(threat)) {
                faults.at(entry.key(), "unknown threat '" + threat + "'" + Spelling.suggestion(threat, threats));
                continue;
            }
            Section section2 = Section.of(entry.value(), "what is expected", faults, EXPECT_KEYS);
            Expectation expectation = expectation(section2);
            if (runs && ruleSet != null) {
                Verdict verdict = ruleSet.judge(facts, day).stream()
                        .filter(each -> each.threat().name().equals(threat))
                        .findFirst()
                        .orElseThrow();
                judged.add(expectation.judged(verdict));
                int beforeThis = faults.count();
                compare("example '" + called + "', " + threat + ": ", expectation, verdict, facts);
                if (faults.count() > beforeThis) {
                    concerned.addAll(expectation.ruleIds());
                    concerned.addAll(fired(verdict));
                }
            }
        }
        if (ruleSet != null && !concerned.isEmpty()) {
            ruleSet.trace(facts).stream()
                    .filter(trace -> concerned.contains(trace.rule()))
                    .forEach(traces::add);
        }
        return called;
    }

    /**
     * The day of the week on which it is assessed; which one matters only where an office's thresholds differ by day.
     */
    private DayOfWeek day(@Nullable ScalarNode node) {
        if (node == null) {
            return DayOfWeek.MONDAY;
        }
        try {
            return DayPattern.day(node.getValue());
        } catch (IllegalArgumentException e) {
            faults.at(node, "'day': " + e.getMessage());
            return DayOfWeek.MONDAY;
        }
    }

    private static Set<String> fired(Verdict verdict) {
        return verdict.shares().stream()
                .filter(share -> share.rule() != null)
                .map(Verdict.Share::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What one example expects of one threat, each with the place where it says so. */
    private record Expectation(
            @Nullable ScalarNode lane,
            @Nullable Node score,
            @Nullable Node fires,
            Set<String> ruleIds) {
        ExampleResult.Judged judged(Verdict verdict) {
            OptionalDouble bits = score == null ? OptionalDouble.empty() : Section.number(score);
            return new ExampleResult.Judged(
                    verdict.threat().name(),
                    lane == null ? null : Lane.valueOf(lane.getValue().toUpperCase(Locale.ROOT)),
                    bits.isPresent() ? bits.getAsDouble() : null,
                    verdict.lane(),
                    Bits.ofUnits(verdict.score()));
        }
    }

    private Expectation expectation(Section section) {
        ScalarNode lane = section.optionalText("lane");
        if (lane != null && !LANES.contains(lane.getValue())) {
            faults.at(lane, "expected red, yellow, blue or green in 'lane', found " + Section.kind(lane));
            lane = null;
        }
        Node score = section.optional("score");
        if (score != null && Section.bits(score, "'score'", faults).isEmpty()) {
            score = null;
        }
        Node fires = section.optional("fires");
        Set<String> expected = new TreeSet<>();
        for (ScalarNode id : Section.texts(section.optionalList("fires"), "'fires'", faults)) {
            if (!ruleIds.contains(id.getValue())) {
                faults.at(id, "unknown rule '" + id.getValue() + "'" + Spelling.suggestion(id.getValue(), ruleIds));
                fires = null;
            }
            expected.add(id.getValue());
        }
        return new Expectation(lane, score, fires, expected);
    }

    /** The score that was found where a message says that another was expected; null where it says something else. */
    static @Nullable Double foundInstead(String message) {
        Matcher score = OTHER_SCORE.matcher(message);
        return score.find() ? Double.valueOf(score.group(1)) : null;
    }

    private void compare(String where, Expectation expected, Verdict verdict, Facts facts) {
        String found = "score " + Bits.show(verdict.score()) + " bits = " + sum(verdict);
        if (expected.lane() != null
                && !expected.lane().getValue().equals(verdict.lane().name().toLowerCase(Locale.ROOT))) {
            faults.at(
                    expected.lane(),
                    where + "expected lane " + expected.lane().getValue() + ", found "
                            + verdict.lane().name().toLowerCase(Locale.ROOT) + " (" + found + ")");
        }
        if (expected.score() != null) {
            OptionalDouble score = Section.number(expected.score());
            if (Bits.toUnits(score.orElse(0)) != verdict.score()) {
                faults.at(
                        expected.score(), where + "expected score " + Bits.show(score.orElse(0)) + ", found " + found);
            }
        }
        if (expected.fires() != null) {
            compareFired(where, expected.fires(), expected.ruleIds(), verdict, facts);
        }
    }

    private void compareFired(String where, Node node, Set<String> expected, Verdict verdict, Facts facts) {
        Set<String> fired = fired(verdict);
        if (fired.equals(expected)) {
            return;
        }
        Stream<String> more =
                fired.stream().filter(id -> !expected.contains(id)).map(id -> id + " fires");
        Stream<String> less = expected.stream()
                .filter(id -> !fired.contains(id))
                .map(id -> id + " does not fire (" + reason(id, facts) + ")");
        faults.at(node, where + Stream.concat(more, less).collect(Collectors.joining("; ")));
    }

    private String reason(String id, Facts facts) {
        if (ruleSet != null) {
            for (RuleTrace trace : ruleSet.trace(facts)) {
                if (trace.rule().equals(id)) {
                    return switch (trace.state()) {
                        case NOT_MET -> "its condition does not hold";
                        case ABSENT -> "absent: " + String.join(", ", trace.absent());
                        case UNDEFINED -> "its bits are not a number";
                        case FIRED -> "it counts for other threats only, or for 0 bits";
                    };
                }
            }
        }
        return "no such rule";
    }

    private static String sum(Verdict verdict) {
        return verdict.shares().stream()
                .map(share -> share.name() + ' ' + (share.units() < 0 ? "" : "+") + Bits.show(share.units()))
                .collect(Collectors.joining(" "));
    }

    /** @param memories takes what is stated of declared memories, by place */
    private Map<Indicator, Double> readings(@Nullable Node node, Map<Integer, Double> memories) {
        Map<Indicator, Double> readings = new TreeMap<>();
        if (node == null) {
            return readings;
        }
        List<String> known = Indicators.all().stream().map(Indicator::ruleName).toList();
        for (Section.Entry entry : Section.open(node, "'readings'", faults).entries()) {
            String name = entry.key().getValue();
            Bank bank = ruleSet == null ? null : ruleSet.memories();
            int memory = bank == null ? -1 : bank.placeOf(BankReading.variable(name));
            if (memory >= 0) {
                Double stated = number(entry.value());
                if (stated != null) {
                    memories.put(memory, stated);
                }
                continue;
            }
            Indicator indicator = Indicators.named(name);
            if (indicator == null) {
                faults.unknown(entry.key(), "reading", known);
                continue;
            }
            Double value = indicator.unit() == Unit.FLAG ? truth(entry.value()) : number(entry.value());
            if (value != null) {
                readings.put(indicator, value);
            }
        }
        return readings;
    }

    private Map<ConsignmentField, Object> fields(@Nullable Node node) {
        Map<ConsignmentField, Object> fields = new EnumMap<>(ConsignmentField.class);
        if (node == null) {
            return fields;
        }
        List<String> known = java.util.Arrays.stream(ConsignmentField.values())
                .map(ConsignmentField::fieldName)
                .toList();
        for (Section.Entry entry : Section.open(node, "'consignment'", faults).entries()) {
            String name = entry.key().getValue();
            ConsignmentField field = ConsignmentField.named(name);
            if (field == null) {
                faults.unknown(entry.key(), "consignment field", known);
                continue;
            }
            Object value = value(field, entry.value());
            if (value != null) {
                fields.put(field, value);
            }
        }
        return fields;
    }

    private @Nullable Object value(ConsignmentField field, Node node) {
        return switch (field.type()) {
            case NUMBER -> number(node);
            case TRUTH -> {
                Double truth = truth(node);
                yield truth == null ? null : truth != 0;
            }
            case TEXT -> code(field, Section.text(node, "'" + field.fieldName() + "'", faults));
            case TEXTS -> {
                String what = "'" + field.fieldName() + "'";
                yield Section.texts(Section.list(node, what, faults), what, faults).stream()
                        .map(ScalarNode::getValue)
                        .toList();
            }
        };
    }

    private @Nullable String code(ConsignmentField field, @Nullable ScalarNode node) {
        if (node == null) {
            return null;
        }
        String value = node.getValue();
        if (!field.codes().isEmpty() && !field.codes().contains(value)) {
            faults.at(
                    node,
                    "'" + value + "' is no value of " + field.qualifiedName()
                            + Spelling.suggestion(value, field.codes()));
            return null;
        }
        return value;
    }

    private @Nullable Double number(Node node) {
        OptionalDouble number = Section.number(node);
        if (number.isEmpty()) {
            faults.at(node, "expected a number, found " + Section.kind(node));
            return null;
        }
        return number.getAsDouble();
    }

    /** 1 for true and 0 for false, as readings have it. */
    private @Nullable Double truth(Node node) {
        String written = node instanceof ScalarNode scalar ? scalar.getValue() : "";
        if (!written.equals("true") && !written.equals("false")) {
            faults.at(node, "expected true or false, found " + Section.kind(node));
            return null;
        }
        return written.equals("true") ? 1.0 : 0.0;
    }
}
