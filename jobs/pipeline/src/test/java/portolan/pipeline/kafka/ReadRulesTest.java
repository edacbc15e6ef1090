package portolan.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;
import portolan.pipeline.Audited;
import portolan.pipeline.PublishedRules;
import portolan.pipeline.RawRecord;
import portolan.schemas.Topics;
import portolan.schemas.avro.RuleSetAction;
import portolan.schemas.avro.RuleSetPublished;

@SuppressWarnings("try") // The harness says that closing may be interrupted.
class ReadRulesTest {
    private static final long APPENDED = WireFixtures.APPENDED.toEpochMilli();

    @Test
    void aTextAppliesFromItsActivationOnAndNeverBeforeItWasPublished() throws Exception {
        try (OneInputStreamOperatorTestHarness<RawRecord, PublishedRules> rules = harness()) {
            rules.processElement(published(Instant.EPOCH, RuleSetAction.PUBLISH), 0);
            rules.processElement(published(Instant.ofEpochMilli(APPENDED + 5_000), RuleSetAction.PUBLISH), 0);

            assertThat(rules.extractOutputValues()).containsExactly(text(APPENDED), text(APPENDED + 5_000));
        }
    }

    @Test
    void whatHoldsNoTextIsAuditedWithItsFault() throws Exception {
        try (OneInputStreamOperatorTestHarness<RawRecord, PublishedRules> rules = harness()) {
            rules.processElement(WireFixtures.raw("rulesets.published", new byte[] {9, 9}), 0);
            rules.processElement(published(Instant.EPOCH, RuleSetAction.RETIRE), 0);
            rules.processElement(published(Instant.EPOCH, RuleSetAction.PUBLISH, " "), 0);

            assertThat(rules.extractOutputValues()).isEmpty();
            List<Audited> refused = rules.getSideOutput(ReadRules.REFUSED).stream()
                    .map(StreamRecord::getValue)
                    .toList();
            assertThat(refused).extracting(Audited::inForce).containsExactly(false, false, false);
            assertThat(refused).extracting(Audited::source).containsOnly("rulesets.published/3@42");
            assertThat(refused.get(0).issues().get(0).message()).startsWith("NOT_PORTOLAN_RECORD: ");
            assertThat(refused.get(1).issues().get(0).message()).startsWith("a rule set cannot be retired");
            assertThat(refused.get(1).name()).isEqualTo("baseline");
            assertThat(refused.get(2).issues().get(0).message()).contains("must be published with the SHA-256");
        }
    }

    private static OneInputStreamOperatorTestHarness<RawRecord, PublishedRules> harness() throws Exception {
        return ProcessFunctionTestHarnesses.forProcessFunction(new ReadRules());
    }

    private static PublishedRules text(long orderTime) {
        return new PublishedRules("baseline", 4, "ab", "name: baseline", "rulesets.published/3@42", orderTime, 42);
    }

    private static RawRecord published(Instant activatesAt, RuleSetAction action) {
        return published(activatesAt, action, "ab");
    }

    private static RawRecord published(Instant activatesAt, RuleSetAction action, String hash) {
        return WireFixtures.raw(
                "rulesets.published",
                Topics.RULESETS_PUBLISHED
                        .wire()
                        .encode(RuleSetPublished.newBuilder()
                                .setName("baseline")
                                .setVersion(4)
                                .setAction(action)
                                .setText("name: baseline")
                                .setHash(hash)
                                .setAuthor("a")
                                .setActivatesAt(activatesAt)
                                .setPublishedAt(Instant.EPOCH)
                                .build()));
    }
}
