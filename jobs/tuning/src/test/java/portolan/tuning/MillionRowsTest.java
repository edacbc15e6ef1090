// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.RuleKnobs;
import portolan.scoring.rules.RuleSet;

/**
 * How long figures take after a slider is moved; it prints the times, and the processor's. A million rows are 50 days, and
 * need a heap of 6 GiB: {@code -Dportolan.whatif.days=50}.
 */
@Tag("rest")
class MillionRowsTest {
    private static final int DAYS = Integer.getInteger("portolan.whatif.days", 1);

    @TempDir
    private Path directory = Path.of(".");

    @Test
    void rowsAnswerASliderAsTheyAnswerTheWholeText() throws Exception {
        RuleSet baseline = BaselineRuleSet.compiled();
        List<RuleKnobs.Knob> knobs = RuleKnobs.of(baseline);
        long before = used();
        try (LoadedArchive archive = new MillionRows().loaded(directory, DAYS)) {
            long loaded = used();
            say("loaded", "%,d rows, %,d B a row", archive.assessments(), (loaded - before) / archive.assessments());
            time(archive, "first", baseline);
            say("answered", "%,d B a row", (used() - before) / archive.assessments());
            RuleSet last = baseline;
            for (int round = 0; round < 3; round++) {
                for (String kind : List.of("rule/", "threat/", "group/")) {
                    List<RuleKnobs.Knob> of = knobs.stream()
                            .filter(knob -> knob.path().startsWith(kind))
                            .toList();
                    RuleKnobs.Knob knob = of.get((7 * round + 3) % of.size());
                    last = InventedArchive.compiled(RuleKnobs.turned(last, Map.of(knob.path(), knob.value() + 0.25)));
                    time(archive, knob.path(), last);
                }
            }
            WhatIfAnswer turned = archive.ask(last);
            // After a text that is like nothing before, all is judged anew.
            archive.ask(InventedArchive.compiled(InventedArchive.THEN));
            assertThat(turned).isEqualTo(time(archive, "anew", last));
        }
    }

    private static WhatIfAnswer time(LoadedArchive archive, String what, RuleSet ruleSet) throws Exception {
        long begun = System.nanoTime();
        long processor = processor();
        WhatIfAnswer answer = archive.ask(ruleSet);
        say(what, "%.2f s, of processors %.2f s", (System.nanoTime() - begun) / 1e9, (processor() - processor) / 1e9);
        return answer;
    }

    @SuppressWarnings("SystemOut") // the figures are what this is for
    private static void say(String what, String figure, Object... values) {
        System.out.println("what-if, " + what + ": " + String.format(Locale.ROOT, figure, values));
    }

    private static long processor() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
