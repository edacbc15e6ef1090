// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.pipeline.Decoded;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.pipeline.kafka.AlertRecords;
import portolan.pipeline.kafka.AssessmentRecords;
import portolan.pipeline.kafka.FilingDecoder;
import portolan.pipeline.kafka.MoveDecoder;
import portolan.pipeline.kafka.OutcomeDecoder;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.lines.FilingLines;
import portolan.schemas.lines.Line;
import portolan.schemas.lines.LineReader;
import portolan.schemas.lines.LineWriter;
import portolan.schemas.lines.MoveLines;
import portolan.schemas.lines.OutcomeLines;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.Topics;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.LedgerSettings;
import portolan.scoring.ledger.LedgerStep;
import portolan.scoring.ledger.Refusal;
import portolan.scoring.ledger.SequentialLedger;
import portolan.scoring.reference.Reference;
import portolan.scoring.replay.Replayed;
import portolan.scoring.replay.SequentialEngine;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.scoring.score.Alert;
import portolan.scoring.score.Assessment;

/**
 * A generated feed through {@code score}, with one task a stage and with two, beside a plain loop over {@code scoring}:
 * the same assessments and alerts, byte for byte.
 */
@Tag("rest")
class OracleIT {
    private static final int FILINGS = 3_000;

    /** The baseline, with memories of its own and a rule that reads one of each sort. */
    private static final String RULES =
            BaselineRuleSet.text().replaceFirst("(?m)^threats:", "memories: {bank: standard}\n\nthreats:") + """

              - {id: own-finds, threats: [offence], when: finds(consignee) > 2.0, bits: "min(finds(consignee) / 64.0, 1.0)", why: w}
              - {id: own-pair, threats: [offence], when: count(consignor + hs4) > 2.0, bits: 0.125, why: w}
              - {id: own-weight, threats: [offence], when: "odd(weight, hs4) > 1.0", bits: 0.125, why: w}
              - {id: own-share, threats: [offence], when: "share(loading, consignee) > 1.0", bits: 0.125, why: w}
              - {id: own-changes, threats: [offence], when: changes(weight) > 0.0, bits: 0.125, why: w}
            """;

    /** The alerts of one millisecond stand by consignment; {@code score} says so of its file. */
    private static final Comparator<Alert> AS_IN_THE_FILE = Comparator.comparing(Alert::at)
            .thenComparing(Alert::tenant)
            .thenComparing(alert -> alert.key().value());

    @TempDir
    private static Path directory;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static ScoredOutput scored;

    private static int disputed;

    private static int moved;

    @BeforeAll
    static void score() throws Exception {
        BusyFeed.generate(FILINGS, directory);
        disputed = DisputedBills.addTo(directory.resolve("filings.jsonl"));
        moved = ReportedMoves.write(directory.resolve("filings.jsonl"), directory.resolve("moves.jsonl"));
        Files.writeString(directory.resolve("own.yaml"), RULES);
        scored = score(1);
    }

    @Test
    void theFeedHasWhatMakesOrderMatter() throws Exception {
        assertThat(disputed).isPositive();
        assertThat(scored.count("filings")).isEqualTo(FILINGS + disputed);
        assertThat(scored.count("moves")).isEqualTo(moved).isGreaterThan(500);
        assertThat(Files.readString(scored.directory().resolve("assessments.jsonl")))
                .contains("\"rule\":\"impossible-moves\"", "\"rule\":\"moved-in-transshipment\"")
                .contains("\"rule\":\"own-finds\"", "\"rule\":\"own-pair\"", "\"rule\":\"own-weight\"")
                .contains("\"rule\":\"own-share\"", "\"rule\":\"own-changes\"");
        assertThat(scored.count("duplicates")).isPositive();
        assertThat(scored.count("withdrawn")).isPositive();
        assertThat(scored.count("outcomes")).isGreaterThan(500);
        assertThat(scored.alerts()).anyMatch(line -> line.contains("\"OPENED\""));
        assertThat(Files.readString(directory.resolve("filings.jsonl")))
                .contains("\"REPLACE\"", "\"DELETE\"", "\"PATCH\"", "\"ARRIVAL\"", "\"SUPPLEMENT\"");
        assertThat(Files.readString(scored.directory().resolve("assessments.jsonl")))
                .contains("\"filingId\":\"RIVAL-", "\"filingId\":\"HEIR-", "\"filingId\":\"NOTICE-");
        assertThat(scored.rejects())
                .anyMatch(line -> line.contains("STALE_VERSION"))
                .anyMatch(line -> line.contains("UNKNOWN_CONSIGNMENT"));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void anyNumberOfTasksAStageWritesTheSameBytesAsOne(int tasks) throws Exception {
        ScoredOutput several = score(tasks);

        assertSame(several.assessments(), scored.assessments());
        assertThat(several.contents()).isEqualTo(scored.contents());
    }

    @Test
    void aPlainLoopOverScoringComesToTheSame() throws Exception {
        List<LedgerInput> inputs = inputsInOrder();
        SequentialEngine engine = new SequentialEngine(
                ((Compiled.Accepted) RuleSetCompiler.compile(RULES)).ruleSet(),
                Portolan.Version.number(),
                Reference.bundled(),
                LedgerSettings.keeping(Duration.ofDays(180))
                        .endingAt(inputs.get(inputs.size() - 1).position().orderTime()),
                MemorySettings.DEFAULT);
        List<Assessment> assessments = new ArrayList<>();
        List<Alert> alerts = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        List<Replayed> all = new ArrayList<>();
        for (LedgerInput input : inputs) {
            all.addAll(Replay.take(engine, input));
        }
        all.addAll(engine.finish());
        for (Replayed replayed : all) {
            add(replayed.assessment(), assessments);
            alerts.addAll(replayed.alerts());
            add(replayed.refusal(), refusals);
        }

        assertSame(scored.assessments(), lines(assessments, AssessmentRecords::of, LineWriter::assessments));
        alerts.sort(AS_IN_THE_FILE);
        assertSame(scored.alerts(), lines(alerts, AlertRecords::of, LineWriter::alerts));
        assertThat(scored.rejects()).hasSameSizeAs(refusals);
    }

    /** The summary takes withdrawals for what is left of the filings: here they are counted. */
    @Test
    void theLedgerAloneComesToAsManyWithdrawals() throws Exception {
        SequentialLedger ledger = new SequentialLedger(LedgerSettings.keeping(Duration.ofDays(180)));
        List<LedgerStep> steps = new ArrayList<>();
        for (LedgerInput input : inputsInOrder()) {
            if (input.move() != null) {
                continue;
            }
            steps.addAll(
                    input.filing() != null
                            ? ledger.take(input.filing())
                            : ledger.take(Objects.requireNonNull(input.outcome())));
        }

        assertThat(steps.stream()
                        .filter(step -> step.event() != null && step.event().kind() == CaseEvent.Kind.WITHDRAWN))
                .hasSize((int) scored.count("withdrawn"));
    }

    private static <T> void add(@Nullable T value, List<T> values) {
        if (value != null) {
            values.add(value);
        }
    }

    /** Shows the first difference only: all of them fill a screen a hundred times. */
    private static void assertSame(List<String> found, List<String> expected) {
        for (int i = 0; i < Math.min(found.size(), expected.size()); i++) {
            assertThat(found.get(i)).as("line %s", i + 1).isEqualTo(expected.get(i));
        }
        assertThat(found).hasSameSizeAs(expected);
    }

    private static ScoredOutput score(int parallelism) throws Exception {
        Path out = directory.resolve("parallelism-" + parallelism);
        CommandRun.of(
                        "score",
                        "--filings",
                        directory.resolve("filings.jsonl"),
                        "--outcomes",
                        directory.resolve("outcomes.jsonl"),
                        "--moves",
                        directory.resolve("moves.jsonl"),
                        "--rules",
                        directory.resolve("own.yaml"),
                        "--parallelism",
                        parallelism,
                        "--out",
                        out)
                .assertDone();
        return new ScoredOutput(out);
    }

    private static List<LedgerInput> inputsInOrder() throws IOException {
        List<LedgerInput> inputs = new ArrayList<>();
        FilingDecoder filings = new FilingDecoder();
        AvroWire<Filing> filingWire = Topics.CONSIGNMENTS_FILED.wire();
        read(
                "filings.jsonl",
                FilingLines::read,
                Filing::getReceivedAt,
                (filing, raw) -> inputs.add(input(filings.decode(wired(raw, filingWire.encode(filing))))));
        OutcomeDecoder outcomes = new OutcomeDecoder();
        AvroWire<InspectionOutcome> outcomeWire = Topics.INSPECTIONS_REPORTED.wire();
        read(
                "outcomes.jsonl",
                OutcomeLines::read,
                InspectionOutcome::getReportedAt,
                (outcome, raw) -> inputs.add(input(outcomes.decode(wired(raw, outcomeWire.encode(outcome))))));
        MoveDecoder moves = new MoveDecoder(false);
        AvroWire<ContainerMoved> moveWire = Topics.CONTAINERS_MOVED.wire();
        read(
                "moves.jsonl",
                MoveLines::read,
                ContainerMoved::getReportedAt,
                (move, raw) -> inputs.add(input(moves.decode(wired(raw, moveWire.encode(move))))));
        inputs.sort(Comparator.comparing(LedgerInput::position));
        return inputs;
    }

    private static RawRecord wired(RawRecord line, byte[] bytes) {
        return RawRecord.line(line.topic(), line.offset(), line.timestamp(), bytes);
    }

    private static LedgerInput input(Decoded decoded) {
        assertThat(decoded).isInstanceOf(LedgerInput.class);
        return (LedgerInput) decoded;
    }

    private static <R> void read(String name, Form<R> form, Function<R, Instant> orderTime, Hearer<R> hearer)
            throws IOException {
        try (LineReader<R> lines = form.read(Files.newInputStream(directory.resolve(name)), name)) {
            while (lines.hasNext()) {
                Line<R> line = lines.next();
                R record = line.orThrow();
                long time = orderTime.apply(record).toEpochMilli();
                hearer.hear(record, RawRecord.line(name, line.number(), time, line.raw()));
            }
        }
    }

    private static <T, R extends SpecificRecord> List<String> lines(
            List<T> results, Function<T, R> toRecord, WriterMaker<R> writer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (LineWriter<R> out = writer.on(bytes)) {
            for (T result : results) {
                out.write(toRecord.apply(result));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private interface Form<R> {
        LineReader<R> read(InputStream in, String file);
    }

    private interface Hearer<R> {
        void hear(R record, RawRecord raw);
    }

    private interface WriterMaker<R> {
        LineWriter<R> on(OutputStream out) throws IOException;
    }
}
