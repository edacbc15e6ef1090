// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.pipeline.JobSettings;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.pipeline.kafka.AlertRecords;
import portolan.pipeline.kafka.FilingDecoder;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.Topics;
import portolan.scoring.replay.Replayed;
import portolan.scoring.replay.SequentialEngine;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.score.Alert;
import portolan.scoring.score.Assessment;

/** Between the reader and the records nothing of what the oracle says is lost, moved or changed. */
final class FullInMapsTest {
    private static final int FILINGS = 300;
    private static final JobSettings JOB = JobSettings.of(Map.of());
    private static final AvroWire<AlertRaised> ALERTS = Topics.ALERTS_RAISED.wire();

    private static final List<RawRecord> FEED = SeededFeed.records(FILINGS);
    private static final List<Assessment> ASSESSMENTS = new ArrayList<>();
    private static final List<Alert> RAISED = new ArrayList<>();

    @BeforeAll
    static void askTheOracle() {
        SequentialEngine oracle =
                new SequentialEngine(BaselineRuleSet.compiled(), JOB.engineVersion(), JOB.reference());
        FilingDecoder decoder = new FilingDecoder();
        for (RawRecord raw : FEED) {
            LedgerInput input = (LedgerInput) decoder.decode(raw);
            for (Replayed replayed : oracle.take(Objects.requireNonNull(input.filing()))) {
                if (replayed.assessment() != null) {
                    ASSESSMENTS.add(replayed.assessment());
                }
                RAISED.addAll(replayed.alerts());
            }
        }
    }

    @Test
    void everyAssessmentIsWrittenAsTheEngineWritesIt() {
        AssessmentWire wire = new AssessmentWire("elsewhere");
        List<ProducerRecord<byte[], byte[]>> expected =
                ASSESSMENTS.stream().map(wire::of).toList();

        List<ProducerRecord<byte[], byte[]>> written = of("elsewhere", written("--assessed", "elsewhere"));

        assertThat(expected).hasSizeGreaterThan(250);
        assertSame(written, expected);
    }

    @Test
    void everyAlertIsWrittenAtItsTimeWhateverAssessmentsAre() {
        List<ProducerRecord<byte[], byte[]>> expected =
                RAISED.stream().map(FullInMapsTest::record).toList();

        List<ProducerRecord<byte[], byte[]>> written = written("--write", "none");

        assertThat(expected).isNotEmpty();
        assertSame(written, expected);
    }

    @Test
    void assessmentsThatAlertAreWrittenAloneWhereThatIsAsked() {
        AssessmentWire wire = new AssessmentWire(Topics.CONSIGNMENTS_ASSESSED.name());
        List<ProducerRecord<byte[], byte[]>> expected =
                ASSESSMENTS.stream().filter(Write.ALERTS::wants).map(wire::of).toList();

        assertThat(expected).isNotEmpty().hasSizeLessThan(ASSESSMENTS.size());
        assertSame(of(Topics.CONSIGNMENTS_ASSESSED.name(), written("--write", "alerts")), expected);
    }

    @Test
    void otherRulesThanTheBaselineJudgeWhereTheyAreNamed(@TempDir Path rules) throws Exception {
        Files.writeString(rules.resolve("ruleset.yaml"), RuleTexts.bundled("trivial"));

        List<ProducerRecord<byte[], byte[]>> written =
                of(Topics.CONSIGNMENTS_ASSESSED.name(), written("--rules", rules.toString()));

        AssessmentWire wire = new AssessmentWire(Topics.CONSIGNMENTS_ASSESSED.name());
        assertThat(written).hasSameSizeAs(ASSESSMENTS);
        assertThat(written.get(0).value())
                .isNotEqualTo(wire.of(ASSESSMENTS.get(0)).value());
    }

    @Test
    void aRecordThatIsNoFilingEndsTheRunAndIsNamed() {
        FullInMaps work = new FullInMaps(SubjectSettings.of());
        RawRecord broken = RawRecord.line("broken-feed", 7, 0, new byte[] {1, 2, 3});

        assertThatThrownBy(() -> work.take(broken, record -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("broken-feed");
    }

    private List<ProducerRecord<byte[], byte[]>> written(String... options) {
        FullInMaps work = new FullInMaps(SubjectSettings.of(options));
        List<ProducerRecord<byte[], byte[]>> written = new ArrayList<>();
        FEED.forEach(raw -> work.take(raw, written::add));
        return written;
    }

    private static List<ProducerRecord<byte[], byte[]>> of(String topic, List<ProducerRecord<byte[], byte[]>> written) {
        return written.stream().filter(record -> record.topic().equals(topic)).toList();
    }

    private static ProducerRecord<byte[], byte[]> record(Alert alert) {
        AlertRaised record = AlertRecords.of(alert);
        return new ProducerRecord<>(
                Topics.ALERTS_RAISED.name(),
                null,
                alert.at().toEpochMilli(),
                Topics.ALERTS_RAISED.key(record),
                ALERTS.encode(record));
    }

    /** Records have arrays, whose equals tells identity only; compared field by field, a byte costs a microsecond. */
    private static void assertSame(
            List<ProducerRecord<byte[], byte[]>> written, List<ProducerRecord<byte[], byte[]>> expected) {
        assertThat(written).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            ProducerRecord<byte[], byte[]> actual = written.get(i);
            ProducerRecord<byte[], byte[]> meant = expected.get(i);
            assertThat(actual.key()).as("key of record %d", i).isEqualTo(meant.key());
            assertThat(actual.value()).as("value of record %d", i).isEqualTo(meant.value());
            assertThat(without(actual)).as("record %d", i).isEqualTo(without(meant));
        }
    }

    private static ProducerRecord<byte[], byte[]> without(ProducerRecord<byte[], byte[]> record) {
        return new ProducerRecord<>(
                record.topic(), record.partition(), record.timestamp(), null, null, record.headers());
    }
}
