// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Tag;
import portolan.pipeline.CacheSizes;
import portolan.pipeline.DecideInput;
import portolan.pipeline.Mode;
import portolan.pipeline.PublishedText;
import portolan.pipeline.PublishedText.Role;
import portolan.pipeline.state.StreamTypes;
import portolan.scoring.bank.BankValues;
import portolan.scoring.indicator.Readings;
import portolan.scoring.indicator.filing.DataQuality;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.LedgerSettings;
import portolan.scoring.reference.Reference;
import portolan.scoring.score.Assessment;
import portolan.testing.Seeds;

@Tag(Seeds.TAG)
class DecideTest {
    private static final String TEXT = """
            name: test
            version: 3
            why: judged in tests
            threats: {weight: {prior: -5, lanes: {red: -1, yellow: -2, blue: -4}}}
            rules:
              - {id: heavy, threats: [weight], when: consignment.massKg > 1000.0, bits: 5, why: heavy}
            """;

    /** What Assess has told stays known: no other stage would tell it again. */
    @Restart.Each
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
        try (OperatorScript<KeyedOneInputStreamOperatorTestHarness<String, DecideInput, Assessment>, Assessment>
                script = script(restart)) {
            for (DecideInput input : inputs) {
                long time = input.text() == null
                        ? input.position().orderTime()
                        : input.text().orderTime();
                script.then(harness -> harness.processElement(input, time));
                script.then(harness -> harness.processWatermark(new Watermark(time)));
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
                event, false, Readings.of(List.of()), DataQuality.of(event, Reference.bundled()), BankValues.NONE);
    }

    private static OperatorScript<KeyedOneInputStreamOperatorTestHarness<String, DecideInput, Assessment>, Assessment>
            script(Restart restart) throws Exception {
        AssessSettings settings = new AssessSettings(
                PublishedText.baseline("test", TEXT),
                Reference.bundled(),
                "engine-1",
                LedgerSettings.keeping(Duration.ofDays(30)),
                MemorySettings.DEFAULT);
        return new OperatorScript<>(
                restart,
                StreamTypes.ASSESSMENT,
                () -> new KeyedOneInputStreamOperatorTestHarness<>(
                        new Decide(Mode.ARRIVAL, settings, new CacheSizes(1 << 16), Clock.systemUTC()),
                        DecideInput::key,
                        Types.STRING));
    }
}
