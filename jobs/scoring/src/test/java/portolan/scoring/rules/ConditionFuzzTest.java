// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelUnknownSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import portolan.testing.FuzzTest;

/**
 * Conditions as authors type them: refused in words, or compiled, and then what {@code dev.cel} says of the same text on
 * the same facts. Not compared is arithmetic that makes minus zero or no number at all of numbers: see {@link
 * DifferentialTest} for what the library does with these.
 */
class ConditionFuzzTest extends FuzzTest {
    private static final double[] NUMBERS = {0, 1, 2, 4.25, 0.1, 1_000};
    private static final List<DifferentialTest.Sample> SAMPLES = samples();
    private static final Cel LIBRARY = DifferentialTest.cel(CelFactory.legacyCelBuilder());

    private static List<DifferentialTest.Sample> samples() {
        List<DifferentialTest.Sample> samples = new ArrayList<>();
        Random random = new Random(72);
        for (int seed = 0; seed < 8; seed++) {
            samples.add(new DifferentialTest.Sample(random, NUMBERS));
        }
        return samples;
    }

    @Override
    protected List<byte[]> made() {
        return List.of(
                        "port_exposure",
                        "known(amendment_churn) && amendment_churn >= 2",
                        "consignment.unloading.startsWith('EC') || consignment.loading in lists.ports",
                        "consignment.hs.exists(h, h.startsWith('08') && size(consignment.hs) > 1)",
                        "!(freight_paid_cash ? port_exposure : true) == (min(double(2), 1.5 + 0.5) != 2.0)",
                        "lists.none.exists(v, v in ['a', \"b\"]) || 'x'.contains('\\u00e9')",
                        "consignment.loading in ['a', b' ', 1]")
                .stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    protected void take(byte[] bytes) throws Exception {
        String text = new String(bytes, StandardCharsets.UTF_8);
        bounded(bytes, 64 << 20, 200_000, () -> compare(text));
    }

    private static void compare(String text) throws Exception {
        Faults faults = new Faults(new RuleText("fuzzed", ""));
        Expression compiled = new ExpressionCompiler(DifferentialTest.LISTS, null, faults)
                .condition(new ScalarNode(Tag.STR, text, ScalarStyle.PLAIN));
        if (compiled == null || !faults.isEmpty()) {
            assertThat(faults.inOrder())
                    .isNotEmpty()
                    .hasSizeLessThan(300)
                    .allSatisfy(
                            issue -> assertThat(issue.message()).isNotBlank().hasSizeLessThan(4_000));
            return;
        }
        Condition condition = Objects.requireNonNull(compiled.condition());
        boolean compares = text.chars().noneMatch(sign -> sign == '*' || sign == '/' || sign == '-');
        CelRuntime.Program program = LIBRARY.createProgram(LIBRARY.compile(text).getAst());
        for (DifferentialTest.Sample sample : SAMPLES) {
            Ternary ours = condition.test(sample.facts());
            Ternary theirs = theirs(program, sample);
            if (compares) {
                assertThat(ours).as("%s on %s", text, sample.show(text)).isEqualTo(theirs);
            }
        }
    }

    private static Ternary theirs(CelRuntime.Program program, DifferentialTest.Sample sample) {
        try {
            Object answer = program.eval(sample.bindings);
            return answer instanceof CelUnknownSet ? Ternary.ABSENT : Ternary.of((Boolean) answer);
        } catch (CelEvaluationException e) {
            return Ternary.ABSENT;
        }
    }
}
