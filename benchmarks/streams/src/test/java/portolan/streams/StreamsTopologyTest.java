// SPDX-License-Identifier: Apache-2.0
package portolan.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.peers.AssessmentWire;
import portolan.peers.FiledCases;
import portolan.peers.OneMemory;
import portolan.peers.RuleTexts;
import portolan.peers.SubjectSettings;
import portolan.pipeline.RawRecord;
import portolan.schemas.avro.Filing;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.Topics;
import portolan.scoring.kind.shipper.ShipperMemory;
import portolan.scoring.ledger.CaseEvent;
import portolan.workload.Feed;
import portolan.workload.FeedEvent;
import portolan.workload.FeedSettings;

final class StreamsTopologyTest {
    @TempDir
    private Path directory;

    /** Filings of few shippers, so that memories have something to say. */
    private static List<Filing> filings() {
        Feed feed = new Feed(FeedSettings.builder()
                .seed(5)
                .shippers(8)
                .consignmentsPerDay(5)
                .filings(100)
                .build());
        List<Filing> filings = new ArrayList<>();
        while (feed.hasNext()) {
            if (feed.next() instanceof FeedEvent.Filed filed) {
                filings.add(filed.filing());
            }
        }
        return filings;
    }

    @Test
    void writesByteForByteWhatAPlainLoopWrites() throws Exception {
        // The driver commits after every record; only with this guarantee that does not sync a file each time.
        SubjectSettings settings =
                SubjectSettings.of("--checkpoint-dir", directory.toString(), "--delivery", "exactly-once");
        AvroWire<Filing> filed = Topics.CONSIGNMENTS_FILED.wire();
        FiledCases cases = new FiledCases();
        OneMemory work = new OneMemory(RuleTexts.ofOneMemory(null));
        AssessmentWire assessed = new AssessmentWire(settings.assessed());
        Map<String, ShipperMemory> memories = new HashMap<>();
        List<byte[]> expected = new ArrayList<>();
        List<byte[]> written = new ArrayList<>();
        Properties properties = Streams.properties(settings);

        try (TopologyTestDriver driver = new TopologyTestDriver(StreamsTopology.of(settings), properties)) {
            TestInputTopic<byte[], byte[]> in =
                    driver.createInputTopic(settings.filed(), new ByteArraySerializer(), new ByteArraySerializer());
            // The driver counts offsets from 0, in one partition.
            long offset = 0;
            for (Filing filing : filings()) {
                byte[] value = filed.encode(filing);
                long at = filing.getReceivedAt().toEpochMilli();
                in.pipeInput(Topics.CONSIGNMENTS_FILED.key(filing), value, at);
                CaseEvent event = cases.read(RawRecord.line(settings.filed(), offset++, at, value));
                if (event != null) {
                    ShipperMemory memory = memories.computeIfAbsent(
                            OneMemory.key(event),
                            unseen -> OneMemory.REMEMBERED.kind().unseen());
                    expected.add(assessed.of(work.assess(event, memory)).value());
                }
            }
            driver.createOutputTopic(settings.assessed(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                    .readRecordsToList()
                    .forEach(record -> written.add(record.value()));
        }

        assertThat(written).hasSizeGreaterThan(90).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(written.get(i)).isEqualTo(expected.get(i));
        }
    }
}
