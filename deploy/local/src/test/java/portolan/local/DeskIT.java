// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.pipeline.Decoded;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.pipeline.kafka.OutcomeDecoder;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.AlertState;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.InputPosition;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.OutcomeCode;
import portolan.schemas.avro.RuleContribution;
import portolan.schemas.avro.RuleSetRef;
import portolan.schemas.avro.ThreatAssessed;
import portolan.schemas.wire.Topics;

/** What a duty officer does at a real broker: report what inspections came to. */
@Tag("rest")
class DeskIT {
    @TempDir
    private Path directory = Path.of(".");

    @SuppressWarnings("NullAway.Init") // set before each test
    private EmbeddedKafka kafka;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Wiretap wiretap;

    @BeforeEach
    void start() {
        kafka = EmbeddedKafka.temporary(LocalTopics.all());
        wiretap = new Wiretap(kafka.bootstrapServers());
    }

    @AfterEach
    void stop() {
        wiretap.close();
        kafka.close();
    }

    @Test
    void whatCannotBeWatchedOrReportedToIsSaid() throws Exception {
        assessedGreen("default", "A:1:2026");
        try (EmbeddedKafka empty = EmbeddedKafka.temporary(List.of())) {
            CommandRun.of("watch", "board", "--bootstrap", empty.bootstrapServers())
                    .assertRefused("topic is missing: topic=consignments.assessed", "deploy/topics.yaml");
            CommandRun.of(
                            "outcomes",
                            "report",
                            "A:1:2026",
                            "NOTHING_FOUND",
                            "--yes",
                            "--bootstrap",
                            empty.bootstrapServers())
                    .assertRefused("topic is missing: topic=inspections.reported");
        }
        CommandRun.of("watch", "board", "--bootstrap", "nowhere")
                .assertUnreachable("Kafka does not answer: bootstrap=nowhere, cause=nowhere is no HOST:PORT");
        CommandRun.of("outcomes", "report", "A:1:2026", "NOTHING_FOUND", "--bootstrap", kafka.bootstrapServers())
                .assertRefused("there is no terminal to ask at; add --yes");
    }

    @Test
    void theJobTakesEveryCodeThatTheCommandPublishes() throws Exception {
        assessedGreen("test", "A:1:2026");
        for (OutcomeCode code : OutcomeCode.values()) {
            List<Object> words = new ArrayList<>(List.of("outcomes", "report", "A:1:2026", code, "--yes"));
            words.addAll(List.of("--bootstrap", kafka.bootstrapServers(), "--tenant", "test", "--office", "NL01"));
            words.addAll(List.of("--keys", directory.resolve("evidence-keys")));
            switch (code) {
                case NOT_EXAMINED -> words.addAll(List.of("--reason", "no-capacity"));
                case PROHIBITED_GOODS -> words.addAll(List.of("--goods-kind", "wildlife"));
                case UNDERVALUED -> words.addAll(List.of("--recovered", "12.50", "--currency", "EUR"));
                default -> {}
            }
            assertThat(CommandRun.of(words.toArray()).assertDone().output())
                    .startsWith("published: A:1:2026 " + code)
                    .contains("topic=inspections.reported, partition=", "offset=");
        }

        List<InspectionOutcome> published = wiretap.all(Topics.INSPECTIONS_REPORTED);
        assertThat(published).extracting(InspectionOutcome::getCode).containsExactly(OutcomeCode.values());
        assertThat(published).allSatisfy(outcome -> assertThat(decoded(outcome)).isInstanceOf(LedgerInput.class));
    }

    @Test
    void aFileIsPublishedWholeOrNotAtAll() throws Exception {
        assessedGreen("default", "A:1:2026");
        assessedGreen("default", "A:2:2026");
        String good =
                "{\"consignmentKey\":\"A:1:2026\",\"code\":\"NOTHING_FOUND\",\"reportedAt\":\"2026-03-01T00:00:00Z\"}\n";
        Path bad = Files.writeString(directory.resolve("bad.jsonl"), good + good.replace("_FOUND", "_FUOND"));
        Path sound = Files.writeString(directory.resolve("good.jsonl"), good + good.replace("A:1", "A:2"));

        report(bad).assertRefused("bad.jsonl:2: ", "nothing published: 1 fault");
        assertThat(wiretap.all(Topics.INSPECTIONS_REPORTED)).isEmpty();

        assertThat(report(sound).assertDone().output().lines()).hasSize(2);
        assertThat(wiretap.all(Topics.INSPECTIONS_REPORTED))
                .hasSize(2)
                .allSatisfy(outcome -> assertThat(decoded(outcome)).isInstanceOf(LedgerInput.class));
    }

    @Test
    void onePersonEndsNoRedByTheCommandLineAndCorrectsNothing() throws Exception {
        String red = "RED:1:2026";
        report(line("test", "NEW:1:2026", 1, OutcomeCode.NOTHING_FOUND))
                .assertRefused("NEW:1:2026, version 1, was not assessed yet of tenant test; report it at the desk");
        wiretap.send(Topics.CONSIGNMENTS_ASSESSED, assessedAt("NEW:1:2026", 0, 0));
        wiretap.await(Topics.CONSIGNMENTS_ASSESSED, of -> of.getConsignmentKey().equals("NEW:1:2026"));
        report(line("test", "NEW:1:2026", 1, OutcomeCode.NOTHING_FOUND)).assertRefused("was red when last told of");
        for (String tenant : List.of("test", "another")) {
            assessedGreen(tenant, red);
            assessedGreen(tenant, "A:9:2026");
        }
        AlertRaised over = alert(red, "origin");
        over.setState(AlertState.WITHDRAWN);
        for (AlertRaised alert : List.of(alert(red, "narcotics"), alert(red, "origin"), over)) {
            wiretap.send(Topics.ALERTS_RAISED, alert);
        }
        wiretap.await(Topics.ALERTS_RAISED, of -> of.getState() == AlertState.WITHDRAWN);

        report(line("test", red, 1, OutcomeCode.NOTHING_FOUND))
                .assertRefused(red + ", version 1, was red when last told of; report it at the desk", "1 fault");
        report(line("test", red, 1, OutcomeCode.UNDERVALUED)).assertRefused("was red when last told of");
        report(line("test", "A:9:2026", 2, OutcomeCode.NOTHING_FOUND))
                .assertRefused("A:9:2026, version 2, corrects another");
        report(line("another", red, 1, OutcomeCode.NOTHING_FOUND)).assertDone();
        assertThat(wiretap.all(Topics.INSPECTIONS_REPORTED))
                .extracting(InspectionOutcome::getTenant)
                .containsExactly("another");

        // Whoever files a bill withdraws it, and files it again once its red is cleared.
        over.setThreat("narcotics");
        wiretap.send(Topics.ALERTS_RAISED, over);
        wiretap.await(Topics.ALERTS_RAISED, of -> of.equals(over));
        report(line("test", red, 1, OutcomeCode.NOTHING_FOUND)).assertRefused("was red when last told of");
        over.setLane(Lane.YELLOW);
        AlertRaised origin = AlertRaised.newBuilder(over).setThreat("origin").build();
        wiretap.send(Topics.ALERTS_RAISED, over);
        wiretap.send(Topics.ALERTS_RAISED, origin);
        wiretap.await(Topics.ALERTS_RAISED, of -> of.equals(origin));
        report(line("test", red, 1, OutcomeCode.NOTHING_FOUND)).assertDone();
    }

    private void assessedGreen(String tenant, String key) throws Exception {
        ConsignmentAssessed green = assessedAt(key, 0, 0);
        green.setTenant(tenant);
        green.setLane(Lane.GREEN);
        wiretap.send(Topics.CONSIGNMENTS_ASSESSED, green);
        wiretap.await(Topics.CONSIGNMENTS_ASSESSED, of -> of.equals(green));
    }

    private Path line(String tenant, String key, int version, OutcomeCode code) throws IOException {
        return Files.writeString(
                directory.resolve("one.jsonl"),
                "{\"tenant\":\"" + tenant + "\",\"consignmentKey\":\"" + key + "\",\"code\":\"" + code
                        + "\",\"version\":" + version + ",\"reportedAt\":\"2026-03-01T00:00:00Z\"}\n");
    }

    private CommandRun report(Path file) {
        return CommandRun.of(
                "outcomes",
                "report",
                "--file",
                file,
                "--yes",
                "--bootstrap",
                kafka.bootstrapServers(),
                "--keys",
                directory.resolve("evidence-keys"));
    }

    private static Decoded decoded(InspectionOutcome outcome) {
        byte[] value = Topics.INSPECTIONS_REPORTED.wire().encode(outcome);
        return new OutcomeDecoder()
                .decode(new RawRecord(
                        Topics.INSPECTIONS_REPORTED.name(),
                        0,
                        0,
                        Instant.now().toEpochMilli(),
                        Map.of(),
                        key(outcome.getConsignmentKey()),
                        value));
    }

    private static byte[] key(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    private static AlertRaised alert(String consignment, String threat) {
        return AlertRaised.newBuilder()
                .setAlertId(consignment)
                .setTenant("test")
                .setConsignmentKey(consignment)
                .setThreat(threat)
                .setState(AlertState.OPENED)
                .setAt(Instant.now())
                .setAssessmentId("of " + consignment)
                .setScore(2.375)
                .setLane(Lane.RED)
                .build();
    }

    private static ConsignmentAssessed assessedAt(String consignment, int partition, long offset) {
        RuleContribution reason = RuleContribution.newBuilder()
                .setRule("new-shipper")
                .setBits(5.125)
                .setWhy("the shipper has never filed before")
                .setEvidence("remembered: 0")
                .build();
        ThreatAssessed threat = ThreatAssessed.newBuilder()
                .setThreat("narcotics")
                .setScore(2.375)
                .setProbability(0.838)
                .setLane(Lane.RED)
                .setContributions(List.of(reason))
                .build();
        return ConsignmentAssessed.newBuilder()
                .setAssessmentId("of " + consignment)
                .setTenant("test")
                .setConsignmentKey(consignment)
                .setFilingId("F1")
                .setFilingVersion(1)
                .setAssessedAt(Instant.now())
                .setScore(2.375)
                .setLane(Lane.RED)
                .setThreats(List.of(threat))
                .setDataQuality(1)
                .setRuleset(new RuleSetRef("baseline", 1, "hash", true))
                .setEngine("test")
                .setReference("test")
                .setInput(new InputPosition(Topics.CONSIGNMENTS_FILED.name(), partition, offset))
                .setOrderTime(Instant.now())
                .setFiledAt(Instant.now())
                .build();
    }
}
