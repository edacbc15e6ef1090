// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelUnknownSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Unit;
import portolan.testing.Seeds;

/**
 * The compiled form of an expression, also over columns, gives what {@code dev.cel}'s own runtimes give, and
 * its index leaves out nothing that holds: over seeded expressions of the whole rule language, on facts of which about
 * a third is absent. An evaluation error or an unknown there is {@link Ternary#ABSENT} here.
 *
 * <p>Two faults of the library, version 0.14.0, are kept out, and pinned so that we hear when they are gone. Its
 * planner lets the error of a failed {@code &&} take part in {@code ==} as if it were a value; the legacy runtime does
 * not, and sees those expressions too. And both compare a whole number with another one by {@code Double.compare}.
 */
@Tag(Seeds.TAG)
class DifferentialTest {
    private static final Indicator[] INDICATORS = Indicators.all().toArray(Indicator[]::new);
    private static final long SEED = 20260304;
    private static final int EXPRESSIONS = Seeds.of(400, 3_000);
    private static final int FACTS_EACH = 17;

    private static final int DEEPEST = 4;
    static final Map<String, List<String>> LISTS = Map.of(
            "ports", List.of("ECGYE", "BRSSZ", "COCTG"), "prefixes", List.of("EC", "08", "B"), "none", List.of());
    private static final List<String> TEXTS = List.of("ECGYE", "BRSSZ", "EC", "BR", "CN", "08", "080390", "", "é'\\");
    private static final double[] NUMBERS = {0, -0.0, 1, 2, -1.5, 4.25, 1e300, -1e300, 0.1, Double.POSITIVE_INFINITY};

    /**
     * A whole number beside another number. The library compares these two by {@code Double.compare}, for which -0.0 is
     * below 0 and NaN above everything, against CEL's definition and its own comparison of two doubles. So it is asked
     * about {@code double(...)} instead, and {@link #comparesWholeNumbersLikeTheLibraryExceptItsFault()} about the
     * rest.
     */
    private static final String BESIDE_A_NUMBER = "beside(";

    private final Random random = new Random(SEED);
    private final Cel planner = cel(CelFactory.plannerCelBuilder());
    private final Cel legacy = cel(CelFactory.legacyCelBuilder());
    private final List<String> unused = wholeLanguage();
    private boolean equatesConditions;
    private final Faults faults = new Faults(new RuleText("generated", ""));
    private final ExpressionCompiler compiler = new ExpressionCompiler(LISTS, null, faults);

    static Cel cel(CelBuilder builder) {
        builder.setOptions(ExpressionCompiler.options())
                .setStandardMacros(ExpressionCompiler.STANDARD_MACROS)
                .addMacros(ExpressionCompiler.KNOWN)
                .addFunctionDeclarations(ExpressionCompiler.FUNCTIONS)
                .addFunctionBindings(CelFunctionBinding.fromOverloads(
                        "min", CelFunctionBinding.from("min_double_double", Double.class, Double.class, Math::min)))
                .addFunctionBindings(CelFunctionBinding.fromOverloads(
                        "max", CelFunctionBinding.from("max_double_double", Double.class, Double.class, Math::max)));
        ExpressionCompiler.variables(LISTS.keySet()).forEach(builder::addVar);
        return builder.build();
    }

    @Test
    void givesWhatTheLibraryGivesOnConditions() throws Exception {
        Tally tally = new Tally();
        int leftOut = 0;
        List<Condition> all = new ArrayList<>();
        // Rare parts of the language come late for some seeds.
        for (int i = 0; i < EXPRESSIONS || (i < 5 * EXPRESSIONS && !unused.isEmpty()); i++) {
            Generated expression = generated(i, true);
            Condition compiled = Objects.requireNonNull(expression.ours().condition());
            List<Sample> samples = samples();
            boolean[] left = left(compiled, samples);
            RuleIndex index = RuleIndex.of(List.of(compiled));
            all.add(compiled);
            for (int j = 0; j < FACTS_EACH; j++) {
                Sample sample = samples.get(j);
                Ternary expected = expression
                        .theirs(sample)
                        .map(value -> Ternary.of((Boolean) value))
                        .orElse(Ternary.ABSENT);
                assertThat(compiled.test(sample.facts()))
                        .as(() -> expression.on(sample))
                        .isEqualTo(expected);
                assertThat(left[j])
                        .as(() -> "over columns: " + expression.on(sample))
                        .isEqualTo(expected == Ternary.YES);
                boolean mayHold = index.mayHold(sample.facts())[0] != 0;
                assertThat(mayHold || expected != Ternary.YES)
                        .as(() -> "left out: " + expression.on(sample))
                        .isTrue();
                leftOut += mayHold ? 0 : 1;
                tally.count(expected);
            }
        }
        assertThat(leftOut).isGreaterThan(EXPRESSIONS);
        assertLeavesOutNothingThatHolds(all);
        // A batch that is nearly always absent, or nearly always false, would prove little.
        assertThat(tally.least()).isGreaterThan(EXPRESSIONS * FACTS_EACH / 10);
        assertThat(unused).isEmpty();
    }

    /** All conditions in one index, as the rules of a rule set are. */
    private void assertLeavesOutNothingThatHolds(List<Condition> conditions) {
        RuleIndex index = RuleIndex.of(conditions);
        for (Sample sample : samples()) {
            Facts facts = sample.facts();
            BitSet mayHold = BitSet.valueOf(index.mayHold(facts));
            assertThat(mayHold.cardinality()).isLessThan(conditions.size());
            for (int i = 0; i < conditions.size(); i++) {
                if (!mayHold.get(i)) {
                    assertThat(conditions.get(i).test(facts))
                            .as("%s on %s", conditions.get(i), facts)
                            .isNotEqualTo(Ternary.YES);
                }
            }
        }
    }

    private List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < FACTS_EACH; i++) {
            samples.add(new Sample(random));
        }
        return samples;
    }

    /** Where a condition holds, over columns. */
    private static boolean[] left(Condition condition, List<Sample> samples) {
        Strip strip = new Strip(StatedColumns.of(samples.stream()
                .map(sample -> new StatedColumns.Row(sample.readings, sample.fields))
                .toList()));
        assertThat(strip.next()).isTrue();
        boolean[] left = new boolean[samples.size()];
        Arrays.fill(left, true);
        boolean any = true;
        for (Conjunct conjunct : Conjunct.of(condition)) {
            any &= conjunct.keep(strip, left);
        }
        assertThat(any).isEqualTo(IntStream.range(0, left.length).anyMatch(row -> left[row]));
        return left;
    }

    /** Everything that an expression may read, and everything that it may do with it. */
    private static List<String> wholeLanguage() {
        List<String> parts = new ArrayList<>(List.of(
                " && ", " || ", "!", " ? ", " == ", " != ", " < ", " <= ", " > ", " >= ", " + ", " - ", " * ", " / ",
                "(-"));
        parts.addAll(List.of(
                " in [", " in lists.", " in consignment.", ".startsWith(", ".endsWith(", ".contains(", "min(", "max("));
        parts.addAll(List.of("size(consignment.", "lists.ports.size()", "double(", "known(", "lists.none.exists(v0, "));
        parts.addAll(List.of(".exists(v0, ", ".exists(v1, ", "lists.ports", "lists.prefixes", "v1."));
        for (Indicator indicator : Indicators.all()) {
            parts.add(indicator.ruleName());
            parts.add("known(" + indicator.ruleName() + ")");
        }
        for (ConsignmentField field : ConsignmentField.values()) {
            parts.add(field.codes().isEmpty() ? field.qualifiedName() : field.qualifiedName() + " == '");
            parts.add("known(" + field.qualifiedName() + ")");
        }
        return parts;
    }

    @Test
    void givesWhatTheLibraryGivesOnNumbers() throws Exception {
        Tally tally = new Tally();
        for (int i = 0; i < EXPRESSIONS; i++) {
            Generated expression = generated(i, false);
            Amount compiled = Objects.requireNonNull(expression.ours().amount());
            for (Sample sample : samples()) {
                Optional<Object> expected = expression.theirs(sample);
                double value = compiled.value(sample.facts());
                boolean absent = Double.isNaN(value) && compiled.isAbsent(sample.facts());
                Supplier<String> what = () -> expression.on(sample);
                assertThat(absent).as(what).isEqualTo(expected.isEmpty());
                // Boxed: -0.0 and 0.0 differ, and any NaN is a NaN.
                expected.ifPresent(number -> assertThat((Double) value).as(what).isEqualTo(number));
                tally.count(absent ? Ternary.ABSENT : Ternary.YES);
            }
        }
        assertThat(tally.leastOf(Ternary.ABSENT, Ternary.YES)).isGreaterThan(EXPRESSIONS * FACTS_EACH / 10);
    }

    @Test
    void theLibrarysPlannerStillTakesAnErrorForAValue() throws Exception {
        String expression = "(freight_paid_cash && true) == false";

        assertThat(planner.createProgram(planner.compile(expression).getAst()).eval(Map.of()))
                .isEqualTo(false);
        assertThat(Objects.requireNonNull(compile(expression, true).condition()).test(Facts.stated(Map.of(), Map.of())))
                .isEqualTo(Ternary.ABSENT);
    }

    @Test
    void comparesWholeNumbersLikeTheLibraryExceptItsFault() throws Exception {
        for (String comparison : List.of("<", "<=", ">", ">=")) {
            for (String expression :
                    List.of("amendment_churn " + comparison + " 2", "0 " + comparison + " amendment_churn")) {
                Condition compiled =
                        Objects.requireNonNull(compile(expression, true).condition());
                CelRuntime.Program program = program(planner, expression);
                for (double value : NUMBERS) {
                    Facts facts = Facts.stated(Map.of(Indicators.get("amendment_churn"), value), Map.of());
                    boolean expected = (Boolean) program.eval(Map.of("amendment_churn", value));
                    // Minus zero is the fault.
                    if (Double.compare(value, -0.0) != 0) {
                        assertThat(compiled.test(facts))
                                .as("%s for %s", expression, value)
                                .isEqualTo(Ternary.of(expected));
                    }
                }
            }
        }
        // When the library is right about this, the exception above can go.
        assertThat(program(planner, "amendment_churn >= 0").eval(Map.of("amendment_churn", -0.0)))
                .isEqualTo(false);
    }

    private Expression compile(String expression, boolean isCondition) {
        ScalarNode node = new ScalarNode(
                org.snakeyaml.engine.v2.nodes.Tag.STR, expression.replace(BESIDE_A_NUMBER, "("), ScalarStyle.PLAIN);
        Expression compiled = isCondition ? compiler.condition(node) : compiler.amount(node, "bits");
        assertThat(faults.inOrder()).as(expression).isEmpty();
        return Objects.requireNonNull(compiled);
    }

    private CelRuntime.Program program(Cel cel, String expression) throws Exception {
        return cel.createProgram(
                cel.compile(expression.replace(BESIDE_A_NUMBER, "double(")).getAst());
    }

    /** Every other expression equates conditions, and runs on the runtime that can. */
    private Generated generated(int number, boolean isCondition) throws Exception {
        equatesConditions = number % 2 == 0;
        String text = isCondition ? condition(DEEPEST, List.of()) : number(DEEPEST, List.of());
        unused.removeIf(text::contains);
        CelRuntime.Program program = program(equatesConditions ? legacy : planner, text);
        return new Generated(number, text, compile(text, isCondition), program);
    }

    /** One expression, compiled by both. */
    private record Generated(int number, String text, Expression ours, CelRuntime.Program program) {
        /** The library's answer; empty for an error or an unknown. */
        Optional<Object> theirs(Sample sample) {
            try {
                Object answer = program.eval(sample.bindings);
                return answer instanceof CelUnknownSet ? Optional.empty() : Optional.of(answer);
            } catch (CelEvaluationException e) {
                return Optional.empty();
            }
        }

        String on(Sample sample) {
            return "seed " + SEED + ", expression " + number + ": " + text + " on " + sample.show(text);
        }
    }

    /** How often each answer came, so that the batch cannot quietly become a batch of one answer. */
    private static final class Tally {
        private final Map<Ternary, Integer> counts = new EnumMap<>(Ternary.class);

        void count(Ternary answer) {
            counts.merge(answer, 1, Integer::sum);
        }

        int least() {
            return leastOf(Ternary.values());
        }

        int leastOf(Ternary... answers) {
            int least = Integer.MAX_VALUE;
            for (Ternary answer : answers) {
                least = Math.min(least, counts.getOrDefault(answer, 0));
            }
            return least;
        }
    }

    /** One set of facts, in both shapes. */
    static final class Sample {
        final Map<String, Object> bindings = new HashMap<>();
        private final Map<Indicator, Double> readings = new TreeMap<>();
        private final Map<ConsignmentField, Object> fields = new EnumMap<>(ConsignmentField.class);
        private @Nullable Facts facts;

        Sample(Random random) {
            this(random, NUMBERS);
        }

        Sample(Random random, double[] numbers) {
            for (Indicator indicator : Indicators.all()) {
                boolean known = random.nextInt(3) > 0;
                bindings.put(ExpressionCompiler.KNOWN_PREFIX + indicator.ruleName(), known);
                if (known && indicator.unit() == Unit.FLAG) {
                    boolean flag = random.nextBoolean();
                    readings.put(indicator, flag ? 1.0 : 0.0);
                    bindings.put(indicator.ruleName(), flag);
                } else if (known) {
                    double value = numbers[random.nextInt(numbers.length)];
                    readings.put(indicator, value);
                    bindings.put(indicator.ruleName(), value);
                }
            }
            for (ConsignmentField field : ConsignmentField.values()) {
                boolean known = field.type() == ConsignmentField.Type.TEXTS || random.nextInt(3) > 0;
                bindings.put(ExpressionCompiler.KNOWN_PREFIX + field.qualifiedName(), known);
                if (known) {
                    Object value = value(field, random, numbers);
                    fields.put(field, value);
                    bindings.put(field.qualifiedName(), value);
                }
            }
            LISTS.forEach((name, texts) -> bindings.put(ExpressionCompiler.LIST_PREFIX + name, texts));
        }

        private static Object value(ConsignmentField field, Random random, double[] numbers) {
            return switch (field.type()) {
                case NUMBER -> numbers[random.nextInt(numbers.length)];
                case TRUTH -> random.nextBoolean();
                case TEXT ->
                    field.codes().isEmpty()
                            ? TEXTS.get(random.nextInt(TEXTS.size()))
                            : field.codes().get(random.nextInt(field.codes().size()));
                case TEXTS -> {
                    List<String> texts = new ArrayList<>();
                    for (int i = random.nextInt(4); i > 0; i--) {
                        texts.add(TEXTS.get(random.nextInt(TEXTS.size())));
                    }
                    yield List.copyOf(texts);
                }
            };
        }

        /** What the expression reads. */
        String show(String expression) {
            Map<String, Object> read = new java.util.TreeMap<>(bindings);
            read.keySet().removeIf(name -> !expression.contains(name));
            return read.toString();
        }

        Facts facts() {
            Facts stated = facts;
            if (stated == null) {
                stated = Facts.stated(readings, fields);
                facts = stated;
            }
            return stated;
        }
    }

    // The generator: expressions of the whole language by type. Loop variables in scope are handed down.

    private String condition(int depth, List<String> loops) {
        if (depth == 0) {
            return switch (random.nextInt(8)) {
                case 0 -> random.nextBoolean() ? "true" : "false";
                case 1, 2, 7 -> known();
                case 3 -> field(ConsignmentField.Type.TRUTH);
                case 4 -> coded();
                default -> flag();
            };
        }
        int d = depth - 1;
        // Inside a loop another one is likelier, or hardly any would stand there.
        return switch (random.nextInt(loops.size() == 1 ? 20 : 16)) {
            case 0, 1 -> "(" + condition(d, loops) + " && " + condition(d, loops) + ")";
            case 2, 3 -> "(" + condition(d, loops) + " || " + condition(d, loops) + ")";
            case 4 -> "!" + condition(d, loops);
            case 5 -> "(" + condition(d, loops) + " ? " + condition(d, loops) + " : " + condition(d, loops) + ")";
            case 6 ->
                equatesConditions
                        ? "(" + condition(d, loops) + (random.nextBoolean() ? " == " : " != ") + condition(d, loops)
                                + ")"
                        : flag();
            case 7 -> "(" + number(d, loops) + comparison() + number(d, loops) + ")";
            case 8 -> "(" + number(d, loops) + comparison() + BESIDE_A_NUMBER + whole(d, loops) + "))";
            case 9 -> "(" + whole(d, loops) + comparison() + whole(d, loops) + ")";
            case 10 -> "(" + number(d, loops) + (random.nextBoolean() ? " == " : " != ") + number(d, loops) + ")";
            case 11 -> "(" + text(d, loops) + (random.nextBoolean() ? " == " : " != ") + text(d, loops) + ")";
            case 12 -> "(" + text(d, loops) + " in " + texts() + ")";
            case 13 -> "(" + number(d, loops) + " in [0.0, 2.0, 4.25])";
            case 14 -> text(d, loops) + pickText(".startsWith(", ".endsWith(", ".contains(") + text(d, loops) + ")";
            default -> loops.size() == Facts.DEEPEST_LOOP ? flag() : exists(d, loops);
        };
    }

    /** Every other time one that has not come yet: there are too many to come by chance. */
    private String known() {
        List<String> still = unused.stream()
                .filter(part -> part.startsWith("known(") && part.endsWith(")"))
                .toList();
        if (!still.isEmpty() && random.nextBoolean()) {
            return still.get(random.nextInt(still.size()));
        }
        return "known("
                + (random.nextInt(3) > 0
                        ? pick(INDICATORS).ruleName()
                        : pick(ConsignmentField.values()).qualifiedName())
                + ")";
    }

    private String exists(int depth, List<String> loops) {
        String variable = "v" + loops.size();
        List<String> inside = new ArrayList<>(loops);
        inside.add(variable);
        String range = random.nextBoolean()
                ? ExpressionCompiler.LIST_PREFIX + pickText("ports", "prefixes", "none")
                : field(ConsignmentField.Type.TEXTS);
        return range + ".exists(" + variable + ", " + condition(depth, inside) + ")";
    }

    private String number(int depth, List<String> loops) {
        if (depth == 0) {
            return switch (random.nextInt(4)) {
                case 0 -> pickText("0.0", "1.0", "2.0", "(-1.5)", "4.25", "1e300");
                case 1 -> field(ConsignmentField.Type.NUMBER);
                default -> measured();
            };
        }
        int d = depth - 1;
        return switch (random.nextInt(9)) {
            case 0 -> "(" + number(d, loops) + " + " + number(d, loops) + ")";
            case 1 -> "(" + number(d, loops) + " - " + number(d, loops) + ")";
            case 2 -> "(" + number(d, loops) + " * " + number(d, loops) + ")";
            case 3 -> "(" + number(d, loops) + " / " + divisor(d, loops) + ")";
            case 4 -> "(-" + number(d, loops) + ")";
            case 5 -> "min(" + number(d, loops) + ", " + number(d, loops) + ")";
            case 6 -> "max(" + number(d, loops) + ", " + number(d, loops) + ")";
            case 7 -> "double(" + whole(d, loops) + ")";
            default -> "(" + condition(d, loops) + " ? " + number(d, loops) + " : " + number(d, loops) + ")";
        };
    }

    /** Readings may be zero; a zero that is written is refused. */
    private String divisor(int depth, List<String> loops) {
        String divisor = number(depth, loops);
        return List.of("0.0", "(-0.0)", "double(0)").contains(divisor) ? measured() : divisor;
    }

    private String whole(int depth, List<String> loops) {
        return switch (random.nextInt(depth == 0 ? 3 : 5)) {
            case 0 -> pickText("0", "1", "2", "(-3)");
            case 1 -> "size(" + field(ConsignmentField.Type.TEXTS) + ")";
            case 2 -> "lists.ports.size()";
            case 3 -> pickText("(2 + 3)", "(7 / 2)", "(-7 / 2)", "(2 - 3 * 4)");
            default -> "(" + condition(depth - 1, loops) + " ? 1 : 2)";
        };
    }

    private String text(int depth, List<String> loops) {
        if (!loops.isEmpty() && random.nextInt(2) == 0) {
            return loops.get(random.nextInt(loops.size()));
        }
        return switch (random.nextInt(depth == 0 ? 2 : 3)) {
            case 0 -> '"' + TEXTS.get(random.nextInt(TEXTS.size())).replace("\\", "\\\\") + '"';
            case 1 -> freeText();
            default ->
                "(" + condition(depth - 1, loops) + " ? " + text(depth - 1, loops) + " : " + text(depth - 1, loops)
                        + ")";
        };
    }

    private String texts() {
        return switch (random.nextInt(3)) {
            case 0 -> "[\"EC\", 'ECGYE', \"08\"]";
            case 1 -> ExpressionCompiler.LIST_PREFIX + pickText("ports", "prefixes", "none");
            default -> field(ConsignmentField.Type.TEXTS);
        };
    }

    private String comparison() {
        return pickText(" < ", " <= ", " > ", " >= ");
    }

    private String flag() {
        while (true) {
            Indicator indicator = pick(INDICATORS);
            if (indicator.unit() == Unit.FLAG) {
                return indicator.ruleName();
            }
        }
    }

    private String measured() {
        while (true) {
            Indicator indicator = pick(INDICATORS);
            if (indicator.unit() != Unit.FLAG) {
                return indicator.ruleName();
            }
        }
    }

    private String field(ConsignmentField.Type type) {
        while (true) {
            ConsignmentField field = pick(ConsignmentField.values());
            if (field.type() == type) {
                return field.qualifiedName();
            }
        }
    }

    /** A code, beside those it may have: others are refused. */
    private String coded() {
        while (true) {
            ConsignmentField field = pick(ConsignmentField.values());
            if (!field.codes().isEmpty()) {
                String code =
                        "'" + field.codes().get(random.nextInt(field.codes().size())) + "'";
                return "(" + field.qualifiedName() + pickText(" == " + code, " != " + code, " in [" + code + "]") + ")";
            }
        }
    }

    /** A text that may be anything: codes are compared with their own constants only. */
    private String freeText() {
        while (true) {
            ConsignmentField field = pick(ConsignmentField.values());
            if (field.type() == ConsignmentField.Type.TEXT && field.codes().isEmpty()) {
                return field.qualifiedName();
            }
        }
    }

    private <T> T pick(T[] of) {
        return of[random.nextInt(of.length)];
    }

    private String pickText(String... of) {
        return of[random.nextInt(of.length)];
    }
}
