// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.local.CommandRun;
import portolan.local.EmbeddedKafka;
import portolan.schemas.wire.Topics;

/** Files on topics, and a run that assesses them: all of it once, however often it is sent. */
class SendIT {
    private static final Path EXTRACT = Path.of("src/test/resources/extract/extract.csv");
    private static final Path MAPPING = Path.of("src/test/resources/extract/mapping.yaml");

    @TempDir
    private Path directory = Path.of(".");

    @Test
    @Tag("night")
    void eachKindOfFileIsAssessedAsTheOracleSaysAndAllOfItSentAgainChangesNothing() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.temporary(List.of())) {
            String bootstrap = kafka.bootstrapServers();
            CommandRun.of("topics", "apply", "--yes", "--bootstrap", bootstrap).assertDone();
            generate(31, 300, directory);
            generate(32, 20, directory.resolve("more"));
            try (RunProcess run = RunProcess.against(bootstrap, directory.resolve("run"))
                    .option("--parallelism", "2")
                    .start()) {
                CommandRun sent = send(bootstrap);
                assertThat(sent.errors())
                        .contains("not sent: file=" + EXTRACT + ", line=11, reason=WRONG_COLUMN_COUNT")
                        .contains("not sent: 6 lines");
                assertThat(sent.exitCode())
                        .as("the extract has rows that are no record")
                        .isEqualTo(1);
                Expected once = as(bootstrap, run);
                assertThat(once.assessments()).hasSizeGreaterThan(250);
                assertThat(once.outcomes()).isPositive();

                assertThat(send(bootstrap).output()).isEqualTo(sent.output());
                CommandRun.of(
                                "send",
                                directory.resolve("more/filings.jsonl"),
                                "--outcomes",
                                directory.resolve("more/outcomes.jsonl"),
                                "--bootstrap",
                                bootstrap)
                        .assertDone();
                Expected again = as(bootstrap, run);
                assertThat(again.inputs()).isGreaterThan(2 * once.inputs());
                assertThat(again.assessments().keySet())
                        .containsAll(once.assessments().keySet());
                assertThat(again.assessments())
                        .as("no more than those of the twenty that were not sent before")
                        .hasSizeLessThanOrEqualTo(once.assessments().size() + 20);
                assertThat(again.dropped().get("DUPLICATE_FILING")).isGreaterThan(250);
                assertThat(again.dropped().get("DUPLICATE_OUTCOME")).isPositive();

                replay(bootstrap, run);
            }
        }
    }

    /** A cut filing stays one, however often it is sent again: one reject for each attempt, and no more. */
    private static void replay(String bootstrap, RunProcess run) throws Exception {
        byte[] cut = {(byte) 0xC3, 1, 2, 3};
        try (Sender sender = new Sender(bootstrap)) {
            sender.send(List.of(new ProducerRecord<>(Topics.CONSIGNMENTS_FILED.name(), cut, cut)));
        }
        int rejected = as(bootstrap, run).rejected();
        for (int attempt = 1; attempt <= 2; attempt++) {
            for (int time = 1; time <= 3; time++) {
                CommandRun replay = CommandRun.of(
                        "rejects",
                        "replay",
                        "--reason",
                        "TRUNCATED",
                        "--attempt",
                        attempt,
                        "--yes",
                        "--bootstrap",
                        bootstrap);
                assertThat(replay.assertDone().output())
                        .startsWith("to send: " + (time == 1 ? "1 record" : "0 records"));
            }
            assertThat(as(bootstrap, run).rejected()).isEqualTo(rejected + attempt);
        }
    }

    private static Expected as(String bootstrap, RunProcess run) throws Exception {
        Expected expected = TopicOracle.expect(bootstrap, run.settings());
        expected.await(bootstrap);
        expected.verify(bootstrap);
        return expected;
    }

    private CommandRun send(String bootstrap) {
        return CommandRun.of(
                "send",
                directory.resolve("filings.jsonl"),
                EXTRACT,
                "--mapping",
                MAPPING,
                "--outcomes",
                directory.resolve("outcomes.jsonl"),
                EXTRACT,
                "--bootstrap",
                bootstrap);
    }

    private static void generate(int seed, int filings, Path directory) {
        CommandRun.of(
                        "generate",
                        "--seed",
                        seed,
                        "--filings",
                        filings,
                        "--shippers",
                        40,
                        "--inspected",
                        "0.4",
                        "--out",
                        directory)
                .assertDone();
    }
}
