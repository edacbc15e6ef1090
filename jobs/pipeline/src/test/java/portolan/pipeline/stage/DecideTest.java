// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import portolan.pipeline.Audited;
import portolan.pipeline.CacheSizes;
import portolan.pipeline.DecideInput;
import portolan.pipeline.Mode;
import portolan.pipeline.PublishedText;
import portolan.pipeline.PublishedText.Role;
import portolan.pipeline.Taught;
import portolan.pipeline.state.StreamTypes;
import portolan.scoring.bank.BankValues;
import portolan.scoring.indicator.Readings;
import portolan.scoring.indicator.filing.DataQuality;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.learning.Source;
import portolan.scoring.learning.TrafficCount;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.LedgerSettings;
import portolan.scoring.reference.Reference;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.scoring.score.Assessment;

class DecideTest {
    private static final String TEXT = """
            name: test
            version: 3
            why: judged in tests
            learning: {prior: 60, most: 4.0}
            threats: {weight: {prior: -5, lanes: {red: -1, yellow: -2, blue: -4}}}
            rules:
              - {id: heavy, threats: [weight], when: consignment.massKg > 1000.0, bits: 5, why: heavy}
            """;
    private static final RuleSet RULES = ((Compiled.Accepted) RuleSetCompiler.compile(TEXT)).ruleSet();
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);

    /** All tasks have the same counts; one of them says what follows. */
    @ParameterizedTest
    @EnumSource(Restart.class)
    void aShareThatJumpsIsAuditedOnceADayAndByOneTask(Restart restart) throws Exception {
        assertThat(audited(restart, 1)).isEmpty();
        List<Audited> audited = audited(restart, 0);

        assertThat(audited).hasSize(1);
        Audited only = audited.get(0);
        Audited.Jump jump = only.jump();
        assertThat(only.name() + only.version() + only.hash()).isEqualTo("test3" + RULES.hash());
        assertThat(only.putsInForce()).isFalse();
        assertThat(jump).isNotNull();
        assertThat(jump.tenant() + ' ' + jump.rule() + ' ' + jump.day()).isEqualTo("harbour heavy 2026-03-04");
        assertThat(jump.before()).isBetween(0.0024, 0.0026);
        assertThat(jump.share()).isBetween(0.099, 0.101);
    }

    /** What Assess has told stays known: no other stage would tell it again. */
    @ParameterizedTest
    @EnumSource(Restart.class)
    void aSuppressionIsKnownThroughRestartsUntilItIsRetired(Restart restart) throws Exception {
        Cases cases = new Cases();
        List<DecideInput> inputs = List.of(
                input(cases, 1, "CREATE HBL-1 v1 kg=6000 shipper=S7"),
                DecideInput.of("0", AssessTest.suppressions(2, 1, "S7", Role.CHAMPION)),
                input(cases, 3, "CREATE HBL-2 v1 kg=6000 shipper=S7"),
                input(cases, 3, "CREATE HBL-3 v1 kg=6000 shipper=S8"),
                DecideInput.of("0", AssessTest.suppressions(4, 2, "S8", Role.CHAMPION)),
                input(cases, 5, "CREATE HBL-4 v1 kg=6000 shipper=S8"),
                DecideInput.of("0", AssessTest.suppressions(6, 1, "S7", Role.RETIRED)),
                input(cases, 7, "CREATE HBL-5 v1 kg=6000 shipper=S8"),
                DecideInput.of("0", AssessTest.suppressions(8, 2, "S8", Role.RETIRED)),
                input(cases, 9, "CREATE HBL-6 v1 kg=6000 shipper=S8"));
        try (OperatorScript<KeyedTwoInputStreamOperatorTestHarness<String, DecideInput, Taught, Assessment>, Assessment>
                script = script(restart, Mode.ARRIVAL, 1, 0)) {
            for (DecideInput input : inputs) {
                long time = input.text() == null
                        ? input.position().orderTime()
                        : input.text().orderTime();
                script.then(harness -> harness.processElement1(input, time));
                script.then(harness -> harness.processBothWatermarks(new Watermark(time)));
            }

            assertThat(script.outputs())
                    .extracting(assessment -> assessment.threats().get(0).contributions().stream()
                            .anyMatch(contribution -> contribution.rule().equals("suppressed:heavy")))
                    .containsExactly(false, true, false, true, true, false);
        }
    }

    private static DecideInput input(Cases cases, long hour, String line) {
        CaseEvent event = cases.event(hour, line);
        return DecideInput.of(
                event,
                false,
                Readings.of(List.of()),
                DataQuality.of(event, Reference.bundled()),
                BankValues.NONE,
                null);
    }

    private static OperatorScript<
                    KeyedTwoInputStreamOperatorTestHarness<String, DecideInput, Taught, Assessment>, Assessment>
            script(Restart restart, Mode mode, int tasks, int subtask) throws Exception {
        AssessSettings settings = new AssessSettings(
                PublishedText.baseline("test", TEXT),
                Reference.bundled(),
                "engine-1",
                LedgerSettings.keeping(Duration.ofDays(30)),
                MemorySettings.DEFAULT);
        return new OperatorScript<>(
                restart,
                StreamTypes.ASSESSMENT,
                () -> new KeyedTwoInputStreamOperatorTestHarness<>(
                        new Decide(mode, settings, new CacheSizes(1 << 16), Clock.systemUTC()),
                        DecideInput::key,
                        null,
                        Types.STRING,
                        16,
                        tasks,
                        subtask));
    }

    private static List<Audited> audited(Restart restart, int subtask) throws Exception {
        try (OperatorScript<KeyedTwoInputStreamOperatorTestHarness<String, DecideInput, Taught, Assessment>, Assessment>
                script = script(restart, Mode.ORDERED, 2, subtask)) {
            for (int day = 0; day < 6; day++) {
                long hour = FIRST.plusDays(day).atStartOfDay(ZoneOffset.UTC).toEpochSecond() / 3_600;
                TrafficCount count = new TrafficCount(
                        "harbour",
                        new Source(Source.Kind.ALL, ""),
                        hour,
                        2_000,
                        -1,
                        new long[] {RULES.rules().get(0).conditionHash()},
                        new int[] {day < 3 ? 5 : 200});
                Watermark passed = new Watermark((hour + 20) * 3_600_000);
                script.then(harness -> harness.processElement2(Taught.of(count), 0));
                script.then(harness -> harness.processBothWatermarks(passed));
            }
            return script.side(SideOutputs.AUDITED);
        }
    }
}
