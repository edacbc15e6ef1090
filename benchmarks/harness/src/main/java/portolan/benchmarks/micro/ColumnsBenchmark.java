// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.micro;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.ColumnJudge;
import portolan.scoring.rules.ColumnVerdicts;
import portolan.scoring.rules.ConsignmentField;
import portolan.scoring.rules.FactColumns;
import portolan.scoring.rules.StatedFields;

/**
 * Cost of judging one archived consignment over columns, as {@code rules what-if} does, on one core. Answers: do a
 * million take less than a second on two cores under 100 rules, that is less than 2 µs each? Beside it stands {@code
 * RulesBenchmark.judge}, the same rules one consignment after the other.
 *
 * <pre>deploy/portolan bench micro ColumnsBenchmark</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class ColumnsBenchmark {
    private static final int FILINGS = 10_000;
    private static final int CONSIGNMENTS = 2_048;

    /** As many as a group of an archive has, and too many for the cache. */
    private static final int ROWS = 16 * CONSIGNMENTS;

    /** Both hold every rule of the baseline. */
    @Param({"100", "200"})
    private int rules;

    private FactColumns facts = FactColumns.of(0).build();
    private final byte[] days = new byte[ROWS];
    private ColumnJudge judge = ColumnJudge.of(BaselineRuleSet.compiled());

    /** Replays the feed; the same consignments in every run. */
    @Setup
    public void replay() {
        List<MeasuredCase> measured = MeasuredCase.lastOf(FILINGS, CONSIGNMENTS);
        if (measured.size() != CONSIGNMENTS) {
            throw new IllegalStateException("too few consignments: found=" + measured.size());
        }
        FactColumns.Builder columns = FactColumns.of(ROWS);
        for (Indicator indicator : Indicators.all()) {
            columns.reading(indicator, readings(measured, indicator));
        }
        List<StatedFields> stated =
                measured.stream().map(of -> StatedFields.of(of.event().live())).toList();
        for (ConsignmentField field : ConsignmentField.values()) {
            add(columns, stated, field);
        }
        facts = columns.build();
        Arrays.fill(days, (byte) 1);
        judge = ColumnJudge.of(ManyRules.of(rules));
    }

    private static double[] readings(List<MeasuredCase> measured, Indicator indicator) {
        double[] values = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            Reading reading = measured.get(row % CONSIGNMENTS).readings().get(indicator);
            values[row] = reading == null ? Double.NaN : reading.value();
        }
        return values;
    }

    private static void add(FactColumns.Builder columns, List<StatedFields> stated, ConsignmentField field) {
        List<List<String>> texts = new ArrayList<>();
        double[] numbers = new double[ROWS];
        byte[] truths = new byte[ROWS];
        for (int row = 0; row < ROWS; row++) {
            Object value = stated.get(row % CONSIGNMENTS).get(field);
            numbers[row] = value instanceof Double number ? number : Double.NaN;
            truths[row] = (byte) (value instanceof Boolean truth ? (truth ? 1 : 0) : -1);
            if (value instanceof List<?> all) {
                texts.add(all.stream().map(String.class::cast).toList());
            } else {
                texts.add(value instanceof String text ? List.of(text) : List.of());
            }
        }
        switch (field.type()) {
            case NUMBER -> columns.numbers(field, numbers);
            case TRUTH -> columns.truths(field, truths);
            case TEXT, TEXTS -> addTexts(columns, texts, field);
        }
    }

    private static void addTexts(FactColumns.Builder columns, List<List<String>> texts, ConsignmentField field) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        int[] starts = new int[ROWS + 1];
        List<Integer> codes = new ArrayList<>();
        int[] single = new int[ROWS];
        Arrays.fill(single, -1);
        for (int row = 0; row < ROWS; row++) {
            for (String text : texts.get(row)) {
                numbers.putIfAbsent(text, numbers.size());
                single[row] = numbers.getOrDefault(text, -1);
                codes.add(single[row]);
            }
            starts[row + 1] = codes.size();
        }
        List<String> all = List.copyOf(numbers.keySet());
        if (field.type() == ConsignmentField.Type.TEXT) {
            columns.texts(field, single, all);
        } else {
            columns.lists(field, starts, codes.stream().mapToInt(code -> code).toArray(), all);
        }
    }

    /** Rules, groups and lanes of all rows; per row. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public ColumnVerdicts judge() {
        return judge.judge(facts, days);
    }
}
