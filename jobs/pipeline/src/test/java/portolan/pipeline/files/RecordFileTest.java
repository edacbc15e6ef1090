// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.pipeline.Reject;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.lines.LineFault;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topics;
import portolan.scoring.manifest.Position;

class RecordFileTest {
    @TempDir
    private Path directory = Path.of(".");

    /** As {@code score} reads them: the same lines of both, in the same order, in order in their files or not. */
    @Test
    void recordsAreInTheOrderInWhichTheSameFilesAreScored() throws IOException {
        Path filings = directory.resolve("filings.jsonl");
        Path outcomes = directory.resolve("outcomes.jsonl");
        Feeds.writeFilings(filings, 300);
        Feeds.writeOutcomes(outcomes, 300);
        List<String> lines = new ArrayList<>(Files.readAllLines(filings));
        Collections.rotate(lines, 40);
        Files.write(filings, lines);
        List<Position> scored = new ArrayList<>();
        Path frames = directory.resolve("frames");
        try (FeedFile feed = new FeedFile(directory, false, (file, read, done) -> {})) {
            feed.addFilings(filings);
            feed.addOutcomes(outcomes);
            feed.writeTo(frames);
        }
        try (FrameReader reader = new FrameReader(frames)) {
            for (Frame frame = reader.read(); frame != null; frame = reader.read()) {
                if (!(frame.read() instanceof Reject reject && reject.stage().equals("read-file"))) {
                    scored.add(frame.position());
                }
            }
        }

        Path records = directory.resolve("records");
        List<LineFault> faults = new ArrayList<>();
        try (RecordFile file = new RecordFile(directory, listener(faults))) {
            file.addFilings(filings);
            file.addOutcomes(outcomes);
            assertThat(file.writeTo(records)).isEqualTo(scored.size());
        }

        assertThat(faults).as("what the feed has of lines that are none").isNotEmpty();
        assertThat(scored).extracting(Position::input).contains(Position.Input.FILING, Position.Input.OUTCOME);
        List<Long> times = new ArrayList<>();
        try (RecordsInOrder inOrder = new RecordsInOrder(records)) {
            int at = 0;
            for (RecordsInOrder.Keyed one = inOrder.next(); one != null; one = inOrder.next()) {
                boolean outcome = scored.get(at).input() == Position.Input.OUTCOME;
                assertThat(one.topic()).isEqualTo(outcome ? Topics.INSPECTIONS_REPORTED : Topics.CONSIGNMENTS_FILED);
                times.add(outcome ? reportedAt(one) : receivedAt(one));
                at++;
            }
        }
        assertThat(times).isEqualTo(scored.stream().map(Position::orderTime).toList());
    }

    @Test
    void aLineThatIsNoRecordIsToldWithItsNumberAndLeftOut() throws IOException {
        Path filings = directory.resolve("filings.jsonl");
        Files.writeString(filings, Feeds.NO_JSON + "\n\n" + Feeds.UNKNOWN_FIELD + "\n");
        List<LineFault> faults = new ArrayList<>();
        try (RecordFile file = new RecordFile(directory, listener(faults))) {
            file.addFilings(filings);
            assertThat(file.writeTo(directory.resolve("records"))).isZero();
        }
        assertThat(faults).extracting(LineFault::line).containsExactly(1L, 3L);
    }

    private static RecordFile.Listener listener(List<LineFault> faults) {
        return new RecordFile.Listener() {
            @Override
            public void read(Path file, long lines) {}

            @Override
            public void unreadable(Path file, LineFault fault) {
                faults.add(fault);
            }
        };
    }

    private static long receivedAt(RecordsInOrder.Keyed one) {
        Filing filing =
                ((DecodeResult.Value<Filing>) Topics.CONSIGNMENTS_FILED.wire().decode(one.value())).value();
        assertThat(new String(one.key(), StandardCharsets.UTF_8)).isEqualTo(filing.getConsignmentKey());
        return filing.getReceivedAt().toEpochMilli();
    }

    private static long reportedAt(RecordsInOrder.Keyed one) {
        InspectionOutcome outcome = ((DecodeResult.Value<InspectionOutcome>)
                        Topics.INSPECTIONS_REPORTED.wire().decode(one.value()))
                .value();
        assertThat(new String(one.key(), StandardCharsets.UTF_8)).isEqualTo(outcome.getConsignmentKey());
        return outcome.getReportedAt().toEpochMilli();
    }
}
