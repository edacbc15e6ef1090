// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.archive.ArchiveWriter;
import portolan.pipeline.Decoded;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.pipeline.kafka.AlertRecords;
import portolan.pipeline.kafka.AssessmentRecords;
import portolan.pipeline.kafka.CostlyFilings;
import portolan.pipeline.kafka.ExtremeRecords;
import portolan.pipeline.kafka.FilingDecoder;
import portolan.pipeline.kafka.OutcomeDecoder;
import portolan.pipeline.kafka.OutcomeRecords;
import portolan.pipeline.kafka.RejectRecords;
import portolan.pipeline.state.StreamTypes;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.mapping.CsvMapping;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.scoring.layout.EpochMillis;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.LedgerSettings;
import portolan.scoring.ledger.LedgerStep;
import portolan.scoring.ledger.SequentialLedger;
import portolan.scoring.reference.Reference;
import portolan.scoring.replay.Replayed;
import portolan.scoring.replay.SequentialEngine;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.score.Alert;
import portolan.scoring.score.Assessment;
import portolan.testing.Seeds;

/**
 * Whatever a record's fields hold, and whichever way it comes in, nothing throws on its way from bytes through the
 * engine to bytes, and every filing ends as an assessment, as a reject, or as one that is counted by its reason.
 *
 * <p>Some 9,000 filings, at night 61,000.
 */
@Tag(Seeds.TAG)
class ExtremeFeedTest {
    private static final RuleSet BASELINE = BaselineRuleSet.compiled();
    private static final Reference REFERENCE = Reference.bundled();
    private static final int FILINGS = Seeds.of(6_000, 40_000);

    private static final int ROUNDS = Seeds.of(1, 4);

    private static final double MOST_GROWTH = 100;

    /** Nanoseconds below which a filing is not costly. */
    private static final long WORTH_A_LOOK = 50_000_000;

    private static final long APPENDED = Instant.parse("2026-03-01T10:00:07Z").toEpochMilli();

    private static final String MAPPING = """
            csv: {delimiter: ";", decimal: ",", thousands: "."}
            columns:
              SCAC: transportDocument.issuer
              Bill: transportDocument.number
              Issued: {to: transportDocument.issueDate, date: MM/dd/yyyy}
              Filed: {to: filedAt, date: "MM/dd/yyyy HH:mm"}
              Received: receivedAt
              Version: filingVersion
              Shipper: "parties[CONSIGNOR].rawName"
              Load: routing[LOAD].locode
              Arrives: routing[DISCHARGE].eta
              Goods: goodsItems[0].description
              Code: goodsItems[0].hs
              Pounds: {to: "goodsItems[0].grossMassKg", unit: lb}
              Feet: {to: "goodsItems[0].volumeM3", unit: ft3}
              Set: {to: "goodsItems[0].temperatureSetC", unit: F}
              Worth: goodsItems[0].value.amount
              Pieces: goodsItems[0].packages[0].count
              Box: equipment[0].id
              Due: deadlines.decisionDueBy
            constants:
              natureOfMovement: IMPORT
              transportMode: AIR
            """;

    private static final String[] CELLS = {
        "MAEU",
        "B1",
        "02/20/2026",
        "03/01/2026 10:00",
        "2026-03-01T10:00:05Z",
        "1",
        "Bananas del Sur",
        "ECGYE",
        "2026-03-20T01:00:00Z",
        "fresh bananas",
        "080390",
        "40.565,5",
        "33",
        "55",
        "12000",
        "1000",
        "MSKU1234565",
        "2026-03-02T00:00:00Z"
    };

    private static final String[] EXTREME_CELLS = {
        "",
        " ",
        "-1",
        "0",
        "-0",
        "1e999999999",
        "1e-999999999",
        "NaN",
        "Infinity",
        "9".repeat(99),
        "9".repeat(3_000),
        "99999999999",
        "9223372036854775807",
        "-9223372036854775808",
        "02/31/2026",
        "01/01/0001",
        "01/01/9999 00:00",
        "+292278994-08-17T07:12:55.807Z",
        "+999999999-12-31T23:59:59.999999999Z",
        "-292275055-05-16T16:47:04.192Z",
        "0001-01-01T00:00:00Z",
        "9999-12-31",
        "2026-02-30T10:00:00Z",
        "\u0000",
        "\u202Eesrever",
        "x".repeat(5_000),
        "a\u0301".repeat(500),
        "\"",
        "\uFEFF",
        "null"
    };

    @TempDir
    private Path directory;

    @Test
    void extremesInEveryFieldOfAvroRecordsEndAsAssessmentsRejectsOrCountedDrops() throws IOException {
        Random random = new Random(37);
        ExtremeRecords filings = ExtremeRecords.filings(random);
        ExtremeRecords outcomes = ExtremeRecords.outcomes(random);
        Ends ends = new Ends();
        FilingDecoder decoder = new FilingDecoder();
        FilingDecoder avro = FilingDecoder.ofAvro();
        OutcomeDecoder reported = new OutcomeDecoder();
        int sweep = filings.size();
        for (int n = 0; n < FILINGS; n++) {
            GenericRecord record = n < ROUNDS * sweep
                    // In each round with another mode of transport, with and without deadlines.
                    ? filings.with(n % sweep, n + n / sweep)
                    : filings.withSome(1 + random.nextInt(1 + n % 12), n);
            RawRecord raw = raw(Topics.CONSIGNMENTS_FILED, n, filings.avro(record));
            Decoded decoded = decoder.decodeOrReject(raw);
            if (n % 4 == 0) {
                assertThat(avro.decodeOrReject(raw)).as("seed 37, filing %s", n).isEqualTo(decoded);
            }
            ends.take(decoded, "seed 37, filing " + n);
            if (n % 8 == 0) {
                int m = n / 8;
                GenericRecord outcome =
                        m < outcomes.size() ? outcomes.with(m, m) : outcomes.withSome(1 + random.nextInt(3), m);
                RawRecord report = raw(Topics.INSPECTIONS_REPORTED, n, outcomes.avro(outcome));
                ends.take(reported.decodeOrReject(report), "seed 37, outcome " + m);
                archived(report);
            }
        }

        ends.finish();

        assertThat(sweep).as("extremes of filings").isGreaterThan(1_500);
        assertThat(ends.assessed).as("%s", ends).isGreaterThan(FILINGS / 4);
        assertThat(ends.rejected).as("%s", ends).isGreaterThan(FILINGS / 8);
        assertThat(ends.notCounted).as("%s", ends).isGreaterThan(FILINGS / 80);
        assertThat(ends.outcomes).as("%s", ends).isGreaterThan(FILINGS / 80);
    }

    /** Outcomes are archived as they were reported, which is more than the engine learns of them. */
    private static void archived(RawRecord raw) throws IOException {
        if (new OutcomeDecoder().decodeOrReject(raw) instanceof LedgerInput
                && Topics.INSPECTIONS_REPORTED.wire().decode(raw.value())
                        instanceof DecodeResult.Value<InspectionOutcome> value) {
            try (ArchiveWriter<portolan.archive.ArchivedOutcome> rows =
                    ArchiveWriter.outcomes(OutputStream.nullOutputStream())) {
                rows.write(OutcomeRecords.archived(value.value()));
            }
        }
    }

    @Test
    void extremesInEveryFieldOfJsonLinesEndTheSame() throws IOException {
        Random random = new Random(38);
        ExtremeRecords filings = ExtremeRecords.filings(random);
        ExtremeRecords outcomes = ExtremeRecords.outcomes(random);
        List<String> filed = new ArrayList<>();
        int sweep = filings.size();
        for (int n = 0; n < FILINGS / 3; n++) {
            filed.add(filings.json(
                    n < sweep ? filings.with(n, n) : filings.withSome(1 + random.nextInt(1 + n % 6), n)));
        }
        List<String> reported = new ArrayList<>();
        for (int n = 0; n < 1_200; n++) {
            reported.add(outcomes.json(
                    n < outcomes.size() ? outcomes.with(n, n) : outcomes.withSome(1 + random.nextInt(3), n)));
        }
        Path filingFile = Files.write(directory.resolve("filings.jsonl"), filed);
        Path outcomeFile = Files.write(directory.resolve("outcomes.jsonl"), reported);

        Ends ends = ends(feed -> {
            feed.addFilings(filingFile);
            feed.addOutcomes(outcomeFile);
        });

        assertThat(ends.inputs).as("%s", ends).isEqualTo(FILINGS / 3 + 1_200);
        assertThat(ends.assessed).as("%s", ends).isGreaterThan(FILINGS / 12);
        assertThat(ends.rejected).as("%s", ends).isGreaterThan(FILINGS / 20);
        assertThat(ends.notCounted).as("%s", ends).isGreaterThan(FILINGS / 200);
    }

    @Test
    void extremesInEveryCellOfACsvEndTheSame() throws IOException {
        Random random = new Random(39);
        StringBuilder table =
                new StringBuilder("SCAC;Bill;Issued;Filed;Received;Version;Shipper;Load;Arrives;Goods;Code;"
                        + "Pounds;Feet;Set;Worth;Pieces;Box;Due\n");
        int rows = FILINGS / 5;
        for (int row = 0; row < rows; row++) {
            String[] cells = CELLS.clone();
            cells[1] = "B" + row % 300;
            cells[5] = Integer.toString(1 + row / 300);
            for (int changed = 1 + random.nextInt(1 + row % 3); changed > 0; changed--) {
                cells[random.nextInt(cells.length)] = EXTREME_CELLS[random.nextInt(EXTREME_CELLS.length)];
            }
            for (int i = 0; i < cells.length; i++) {
                table.append('"').append(cells[i].replace("\"", "\"\"")).append(i + 1 < cells.length ? "\";" : "\"\n");
            }
        }
        Path file = Files.writeString(directory.resolve("filings.csv"), table);

        Ends ends = ends(feed -> feed.addFilings(file, CsvMapping.parse(MAPPING, "extremes.yaml")));

        assertThat(ends.inputs).as("%s", ends).isEqualTo(rows);
        assertThat(ends.assessed).as("%s", ends).isGreaterThan(FILINGS / 20);
        assertThat(ends.rejected).as("%s", ends).isGreaterThan(FILINGS / 40);
        assertThat(ends.notCounted).as("%s", ends).isGreaterThan(FILINGS / 400);
    }

    /** Bytes that went wrong on their way: most are no record any more, some are another one. */
    @Test
    void bytesFlippedMissingAndTooManyEndTheSame() throws IOException {
        Random random = new Random(43);
        ExtremeRecords filings = ExtremeRecords.filings(random);
        ExtremeRecords outcomes = ExtremeRecords.outcomes(random);
        FilingDecoder decoder = new FilingDecoder();
        OutcomeDecoder reported = new OutcomeDecoder();
        Ends ends = new Ends();
        for (int n = 0; n < FILINGS / 4; n++) {
            byte[] filing = filings.avro(n % 2 == 0 ? filings.valid(n) : filings.withSome(1, n));
            ends.take(
                    decoder.decodeOrReject(raw(Topics.CONSIGNMENTS_FILED, n, spoilt(filing, random))),
                    "seed 43, filing " + n);
            if (n % 4 == 0) {
                byte[] outcome = outcomes.avro(outcomes.valid(n));
                ends.take(
                        reported.decodeOrReject(raw(Topics.INSPECTIONS_REPORTED, n, spoilt(outcome, random))),
                        "seed 43, outcome " + n);
            }
        }

        ends.finish();

        assertThat(ends.assessed).as("%s", ends).isGreaterThan(FILINGS / 40);
        assertThat(ends.rejected).as("%s", ends).isGreaterThan(FILINGS / 40);
    }

    private static byte[] spoilt(byte[] bytes, Random random) {
        byte[] spoilt = bytes;
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            int at = random.nextInt(spoilt.length);
            switch (random.nextInt(4)) {
                case 0 -> spoilt = Arrays.copyOf(spoilt, 1 + at);
                case 1 -> {
                    byte[] longer = Arrays.copyOf(spoilt, spoilt.length + 1);
                    System.arraycopy(spoilt, at, longer, at + 1, spoilt.length - at);
                    spoilt = longer;
                }
                default -> {
                    spoilt = spoilt.clone();
                    spoilt[at] ^= (byte) (1 << random.nextInt(8));
                }
            }
        }
        return spoilt;
    }

    /** A broker whose clock stands anywhere says nothing about what was filed. */
    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 0, 4_102_444_800_000L, Long.MAX_VALUE - 90})
    void stampsOfAnyTimeStopNothing(long stamp) throws IOException {
        ExtremeRecords filings = ExtremeRecords.filings(new Random(40));
        Ends ends = new Ends();
        FilingDecoder decoder = new FilingDecoder();
        OutcomeDecoder reported = new OutcomeDecoder();
        ExtremeRecords outcomes = ExtremeRecords.outcomes(new Random(41));
        for (int n = 0; n < 60; n++) {
            long at = EpochMillis.plus(stamp, n);
            byte[] bytes = filings.avro(filings.valid(3 * n));
            ends.take(decoder.decodeOrReject(stamped(Topics.CONSIGNMENTS_FILED, at, n, bytes)), "stamp " + stamp);
            byte[] found = outcomes.avro(outcomes.valid(3 * n));
            ends.take(reported.decodeOrReject(stamped(Topics.INSPECTIONS_REPORTED, at, n, found)), "stamp " + stamp);
        }

        ends.finish();

        assertThat(ends.assessed).as("%s", ends).isGreaterThanOrEqualTo(60);
    }

    /** Sixteen times as much of one thing takes some sixteen times as long, and not 256 times. */
    @Tag("night")
    @Test
    void theCostliestLegalFilingsAreAssessedInTimeThatGrowsWithThem() throws IOException {
        Map<String, Supplier<Filing>> parts = CostlyFilings.all(16);
        Ends ends = new Ends();
        int kinds = 0;
        for (Map.Entry<String, Supplier<Filing>> costly : CostlyFilings.all(1).entrySet()) {
            kinds++;
            Filing whole = costly.getValue().get();
            Filing part = requireNonNull(parts.get(costly.getKey())).get();
            double growth = Double.MAX_VALUE;
            // Whoever else uses the processor may spoil a measurement, and not three.
            for (int round = 0; round < 3 && growth > MOST_GROWTH; round++) {
                long ofPart = nanos(ends, part, costly.getKey());
                long ofWhole = nanos(ends, whole, costly.getKey());
                growth = ofWhole < WORTH_A_LOOK ? 0 : (double) ofWhole / ofPart;
            }
            assertThat(growth).as(costly.getKey()).isLessThan(MOST_GROWTH);
        }

        ends.finish();

        assertThat(ends.assessed).as("%s", ends).isGreaterThanOrEqualTo(2 * kinds);
    }

    /** Of this thread's processor, to create a bill, to add the same to it, and to let it arrive. */
    private static long nanos(Ends ends, Filing filing, String what) {
        FilingDecoder decoder = new FilingDecoder();
        int bill = ends.inputs;
        List<RawRecord> records = new ArrayList<>();
        for (EventKind kind : List.of(EventKind.CREATE, EventKind.SUPPLEMENT, EventKind.ARRIVAL)) {
            filing.setConsignmentKey("COST:" + bill + ":2026");
            filing.setFilingId("COST" + bill);
            filing.setFilingVersion(records.size() + 1);
            filing.setEventKind(kind);
            byte[] bytes = Topics.CONSIGNMENTS_FILED.wire().encode(filing);
            assertThat(bytes.length).as(what).isLessThanOrEqualTo(Topics.CONSIGNMENTS_FILED.maxRecordBytes());
            records.add(raw(Topics.CONSIGNMENTS_FILED, bill + records.size(), bytes));
        }
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (RawRecord record : records) {
            ends.take(decoder.decodeOrReject(record), what);
        }
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    }

    private Ends ends(Consumer<FeedFile> files) throws IOException {
        Path sorted = directory.resolve("sorted");
        try (FeedFile feed = new FeedFile(directory, true, (file, lines, done) -> {})) {
            files.accept(feed);
            feed.writeTo(sorted);
        }
        Ends ends = new Ends();
        ResultFile.Lines<Reject> rejects = ResultFile.rejects().lines();
        try (FrameReader in = new FrameReader(sorted)) {
            for (Frame frame = in.read(); frame != null; frame = in.read()) {
                Decoded decoded = frame.read();
                ends.take(decoded, frame.position().toString());
                if (decoded instanceof Reject reject) {
                    rejects.of(reject);
                }
            }
        }
        ends.finish();
        return ends;
    }

    private static RawRecord raw(KafkaTopic topic, long n, byte[] bytes) {
        return stamped(topic, APPENDED + n, n, bytes);
    }

    private static RawRecord stamped(KafkaTopic topic, long at, long n, byte[] bytes) {
        return RawRecord.line(topic.name(), n, at, bytes);
    }

    /** The engine, all that writes what comes of it, and how many inputs ended how. */
    private static final class Ends {
        private final SequentialEngine engine = new SequentialEngine(BASELINE, "engine-1", REFERENCE);

        /** Says of each input how it ended, which the engine does not. */
        private final SequentialLedger ledger = new SequentialLedger(LedgerSettings.keeping(Duration.ofDays(180)));

        private final AvroWire<portolan.schemas.avro.ConsignmentAssessed> assessments =
                Topics.CONSIGNMENTS_ASSESSED.wire();
        private final AvroWire<portolan.schemas.avro.AlertRaised> alerts = Topics.ALERTS_RAISED.wire();
        private final AvroWire<portolan.schemas.avro.FilingRejected> rejects = Topics.FILINGS_REJECTED.wire();
        private final AssessmentJson json = new AssessmentJson();
        private final ResultFile.Lines<Alert> alertFile = ResultFile.alerts().lines();
        private final ArchiveWriter<Assessment> rows;
        private final TypeSerializer<LedgerInput> sent =
                StreamTypes.LEDGER_INPUT.createSerializer(new SerializerConfigImpl());
        private final TypeSerializer<Assessment> told =
                StreamTypes.ASSESSMENT.createSerializer(new SerializerConfigImpl());

        private int inputs;
        private int rejected;
        private int ended;
        private int assessed;
        private int outcomes;
        private int notCounted;

        Ends() throws IOException {
            rows = ArchiveWriter.assessments(new ByteArrayOutputStream());
        }

        void take(Decoded decoded, String where) {
            inputs++;
            try {
                if (decoded instanceof Reject reject) {
                    assertThat(reject.reason())
                            .as(where + ": " + reject.message())
                            .isNotEqualTo("DECODER_FAILED");
                    rejected++;
                    ended++;
                    fits(Topics.FILINGS_REJECTED, rejects.encode(RejectRecords.of(reject)));
                    return;
                }
                LedgerInput input = (LedgerInput) decoded;
                if (inputs % 10 == 0) {
                    assertThat(copied(sent, input)).isEqualTo(input);
                }
                if (input.filing() != null) {
                    count(ledger.take(input.filing()));
                    write(engine.take(input.filing()));
                } else {
                    count(ledger.take(requireNonNull(input.outcome())));
                    write(engine.take(input.outcome()));
                }
            } catch (IOException | RuntimeException e) {
                throw new AssertionError(where, e);
            }
        }

        void finish() throws IOException {
            count(ledger.finish());
            write(engine.finish());
            rows.close();
            assertThat(ended).as("inputs that ended: %s", this).isEqualTo(inputs);
        }

        private void count(List<LedgerStep> steps) {
            for (LedgerStep step : steps) {
                boolean isMoment = step.event() != null && step.event().kind() == CaseEvent.Kind.DUE;
                boolean waits = step.event() == null && step.note() == null && step.refusal() == null;
                ended += isMoment || waits ? 0 : 1;
                outcomes += step.event() != null && step.event().kind() == CaseEvent.Kind.OUTCOME_KNOWN ? 1 : 0;
            }
        }

        private void write(List<Replayed> replayed) throws IOException {
            for (Replayed each : replayed) {
                // What a stage cannot handle is set aside and the job goes on: here nothing may be.
                assertThat(each.failures()).isEmpty();
                Assessment assessment = each.assessment();
                if (assessment != null) {
                    assessed++;
                    notCounted += assessment.dataQuality().findings().stream()
                                    .anyMatch(finding -> finding.reason().name().equals("NOT_COUNTED"))
                            ? 1
                            : 0;
                    fits(Topics.CONSIGNMENTS_ASSESSED, assessments.encode(AssessmentRecords.of(assessment)));
                    assertThat(new String(json.line(assessment), StandardCharsets.UTF_8))
                            .endsWith("}\n");
                    rows.write(assessment);
                    if (assessed % 10 == 0) {
                        assertThat(copied(told, assessment)).isEqualTo(assessment);
                    }
                }
                for (Alert alert : each.alerts()) {
                    fits(Topics.ALERTS_RAISED, alerts.encode(AlertRecords.of(alert)));
                    alertFile.of(alert);
                }
            }
        }

        private static <R extends SpecificRecord> void fits(Topic<R> topic, byte[] bytes) {
            assertThat(bytes.length).as(topic.name()).isLessThanOrEqualTo(topic.maxRecordBytes());
        }

        private static <T> T copied(TypeSerializer<T> serializer, T value) throws IOException {
            DataOutputSerializer out = new DataOutputSerializer(1_000);
            serializer.serialize(value, out);
            return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
        }

        @Override
        public String toString() {
            return "inputs=" + inputs + ", rejected=" + rejected + ", ended=" + ended + ", assessed=" + assessed
                    + ", notCounted=" + notCounted + ", outcomes=" + outcomes;
        }
    }
}
