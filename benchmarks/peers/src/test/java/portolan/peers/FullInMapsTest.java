package portolan.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import portolan.pipeline.JobSettings;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.pipeline.kafka.FilingDecoder;
import portolan.schemas.AvroWire;
import portolan.schemas.Decoded;
import portolan.schemas.Topics;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.scoring.replay.Replayed;
import portolan.scoring.replay.SequentialEngine;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.score.ThreatScore;

/** The loop over everything writes what the oracle says of the same feed. */
final class FullInMapsTest {
    private static final int FILINGS = 300;
    private static final JobSettings JOB = JobSettings.of(Map.of());

    private final List<RawRecord> feed = SeededFeed.records(FILINGS);
    private final List<String> assessed = new ArrayList<>();
    private final List<String> alerting = new ArrayList<>();
    private int alerts;

    FullInMapsTest() {
        SequentialEngine oracle =
                new SequentialEngine(BaselineRuleSet.compiled(), JOB.engineVersion(), JOB.reference());
        FilingDecoder decoder = new FilingDecoder();
        for (RawRecord raw : feed) {
            LedgerInput input = (LedgerInput) decoder.decode(raw);
            for (Replayed replayed : oracle.take(Objects.requireNonNull(input.filing()))) {
                alerts += replayed.alerts().size();
                if (replayed.assessment() != null) {
                    String told = replayed.assessment().assessmentId() + " "
                            + replayed.assessment().score();
                    assessed.add(told);
                    if (replayed.assessment().threats().stream().anyMatch(ThreatScore::alerting)) {
                        alerting.add(told);
                    }
                }
            }
        }
    }

    @Test
    void everyAssessmentAndEveryAlertIsWritten() {
        List<ProducerRecord<byte[], byte[]>> written = written("--write", "all");

        assertThat(assessed).hasSizeGreaterThan(250);
        assertThat(alerts).isPositive();
        assertThat(told(written)).containsExactlyElementsOf(assessed);
        assertThat(written)
                .filteredOn(record -> record.topic().equals(Topics.ALERTS_RAISED.name()))
                .hasSize(alerts);
    }

    @Test
    void assessmentsThatAlertAreWrittenAloneWhereThatIsAsked() {
        assertThat(alerting).isNotEmpty().hasSizeLessThan(assessed.size());
        assertThat(told(written("--write", "alerts"))).containsExactlyElementsOf(alerting);
    }

    @Test
    void aRecordThatIsNoFilingEndsTheRun() {
        FullInMaps work = new FullInMaps(SubjectSettings.of());
        RawRecord broken = RawRecord.line("filed", 1, 0, new byte[] {1, 2, 3});

        assertThatThrownBy(() -> work.take(broken, record -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none");
    }

    private List<ProducerRecord<byte[], byte[]>> written(String... options) {
        FullInMaps work = new FullInMaps(SubjectSettings.of(options));
        List<ProducerRecord<byte[], byte[]>> written = new ArrayList<>();
        feed.forEach(raw -> work.take(raw, written::add));
        return written;
    }

    private static List<String> told(List<ProducerRecord<byte[], byte[]>> written) {
        AvroWire<ConsignmentAssessed> wire = Topics.CONSIGNMENTS_ASSESSED.wire();
        List<String> told = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : written) {
            if (record.topic().equals(Topics.CONSIGNMENTS_ASSESSED.name())) {
                ConsignmentAssessed assessment =
                        ((Decoded.Value<ConsignmentAssessed>) wire.decode(record.value())).value();
                told.add(assessment.getAssessmentId() + " " + assessment.getScore());
            }
        }
        return told;
    }
}
