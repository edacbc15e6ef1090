// SPDX-License-Identifier: Apache-2.0
package portolan.local.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.console.evidence.EvidenceWriter;
import portolan.console.evidence.Sealer;
import portolan.desk.Desk;
import portolan.desk.server.Accounts;
import portolan.desk.server.Links;
import portolan.desk.server.Role;
import portolan.desk.server.User;
import portolan.local.CommandRun;
import portolan.local.EmbeddedKafka;
import portolan.local.LocalTopics;
import portolan.local.RuleKeys;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.DeskAudited;
import portolan.schemas.avro.Lane;
import portolan.schemas.wire.Topics;
import portolan.testing.Patience;
import portolan.topics.KafkaAccess;
import portolan.topics.KafkaFault;

/** What people do at desks and by commands, chained and sealed at a real broker, in the hands of its administrator. */
@Tag("rest")
class EvidenceIT {
    private static final String KEY = "MAEU:1:2026";

    @TempDir
    private Path directory = Path.of(".");

    private static HttpResponse<String> get(HttpClient browser, URI address) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    @SuppressWarnings("try") // the broker goes while the desk is there
    @Test
    void aLookIsNotedBeforeItIsShownAndWithoutKafkaNothingIsShown() throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.temporary(LocalTopics.all());
        try {
            Desks.raise(kafka.bootstrapServers(), KEY);
            try (Desk desk = Desk.start(Desks.settings(
                    kafka.bootstrapServers(), directory, 0, List.of(new User("flo", Role.OFFICER, ""))))) {
                HttpClient browser = HttpClient.newBuilder()
                        .cookieHandler(new CookieManager())
                        .followRedirects(HttpClient.Redirect.ALWAYS)
                        .build();
                get(browser, desk.invitation());
                URI card = desk.address().resolve(Links.card(Desks.TENANT, KEY));
                Patience.until("the card is there", () -> get(browser, card).statusCode() == 200, () -> "not yet");
                int before = looks(kafka);

                HttpResponse<String> shown = get(browser, card);

                assertThat(looks(kafka)).as("noted when it is shown").isEqualTo(before + 1);
                assertThat(shown.body()).contains("narcotics");

                kafka.close();
                String query = Links.query(Desks.TENANT, KEY);
                for (String path : List.of(
                        Links.card(Desks.TENANT, KEY),
                        "/worklist?lane=RED",
                        Links.search(KEY),
                        "/decide?" + query,
                        "/outcome?" + query,
                        "/taught?" + query,
                        "/sheet?" + query)) {
                    HttpResponse<String> refused = get(browser, desk.address().resolve(path));
                    assertThat(refused.statusCode()).as(path).isEqualTo(503);
                    assertThat(refused.body()).as(path).contains("Kafka").doesNotContain("narcotics", KEY);
                }
            }
        } finally {
            kafka.close();
        }
    }

    private static int looks(EmbeddedKafka kafka) {
        return Desks.all(kafka.bootstrapServers(), Topics.DESK_AUDITED, DeskAudited.class).stream()
                .filter(one -> one.getSubject().equals(KEY))
                .toList()
                .size();
    }

    @Test
    void whatTwoDesksAndACommandWroteIsWholeUntilABrokersAdministratorTouchesIt() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.temporary(LocalTopics.all())) {
            Desks.raise(kafka.bootstrapServers(), KEY);
            for (int life = 0; life < 2; life++) {
                try (Desks.Desk north = Desks.Desk.at(kafka.bootstrapServers(), directory.resolve("north"));
                        Desks.Desk south = Desks.Desk.at(kafka.bootstrapServers(), directory.resolve("south"))) {
                    north.awaitOpen(KEY);
                    south.awaitOpen(KEY);
                    for (int i = 0; i < 5; i++) {
                        north.log().audit("flo", "officer", "saw", KEY, "");
                        south.log().audit("bob", "officer", "saw", KEY, "");
                    }
                    north.log().claim(Desks.form(KEY, "claim-" + life, life == 0 ? null : "claim-0", "flo", "officer"));
                }
            }
            ConsignmentAssessed green = Desks.assessed("MAEU:2:2026", Instant.now(), null);
            green.setLane(Lane.GREEN);
            Desks.send(kafka.bootstrapServers(), Topics.CONSIGNMENTS_ASSESSED, green);
            CommandRun.of(
                            "outcomes",
                            "report",
                            "MAEU:2:2026",
                            "--tenant",
                            Desks.TENANT,
                            "NOTHING_FOUND",
                            "--yes",
                            "--bootstrap",
                            kafka.bootstrapServers(),
                            "--keys",
                            directory.resolve("command"))
                    .assertDone();
            Path keys = collected("north.evidence", "south.evidence", "command");

            CommandRun sealed = audit(kafka, "seal", keys, "--keeper", directory.resolve("keeper"));
            CommandRun whole = audit(kafka, "verify", keys, "--signatures");

            assertThat(sealed.output()).as(sealed.errors()).startsWith("sealed: ");
            assertThat(whole.output()).contains("23 of the chains of 3 writers", "WHOLE: ", "23 signatures checked");

            Desks.send(
                    kafka.bootstrapServers(),
                    Topics.DESK_AUDITED,
                    new DeskAudited(Instant.now(), "eve", "officer", "saw", KEY, "never happened"));
            CommandRun added = audit(kafka, "verify", keys);
            assertThat(added.exitCode()).isOne();
            assertThat(added.output()).contains("ADDED    1 record of no chain", "in desk.audited/0");

            try (Admin administrator = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
                administrator
                        .deleteRecords(Map.of(
                                new TopicPartition("desk.audited", 0), RecordsToDelete.beforeOffset(4),
                                new TopicPartition("alerts.worked", 0), RecordsToDelete.beforeOffset(2)))
                        .all()
                        .get();
            }
            CommandRun cut = audit(kafka, "verify", keys);
            assertThat(cut.output())
                    .contains("MISSING  2 records, #1 to #2", "the end of the chain, as sealed at ", "alerts.worked/0");
            CommandRun refused = audit(kafka, "seal", keys, "--keeper", directory.resolve("keeper"));
            assertThat(refused.exitCode()).isOne();

            Path exported = directory.resolve("exported");
            CommandRun.of("audit", "export", exported, "--bootstrap", kafka.bootstrapServers())
                    .assertDone();
            CommandRun elsewhere = CommandRun.of(
                    "audit", "verify", "--files", exported, "--keys", keys, "--seals", directory.resolve("seals"));
            assertThat(elsewhere.output().lines().skip(1))
                    .containsExactlyElementsOf(cut.output().lines().skip(1).toList());
        }
    }

    @Test
    @Tag("night")
    void aChangeOfUsersOrOfSendersThatIsDroppedIsMissed() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.temporary(LocalTopics.all())) {
            String bootstrap = kafka.bootstrapServers();
            Accounts.readOrNew(directory.resolve("users")).put(new User("flo", Role.OFFICER, ""), "password of flo");
            try (Desk desk = Desk.start(Desks.settings(bootstrap, directory, 0, List.of()))) {
                Patience.until("flo is noted", () -> users(kafka) == 1, desk::isLive);
            }
            Path signers = directory.resolve("signers");
            RuleKeys.make(signers, "ann", "author");
            Path list = Files.writeString(
                    directory.resolve("senders.yaml"),
                    "name: senders\nversion: 1\nsenders:\n  - {sender: A, tenants: [al], filers: [F]}\n");
            CommandRun.of(
                            "senders",
                            "publish",
                            list,
                            "--bootstrap",
                            bootstrap,
                            "--keys",
                            signers,
                            "--deployment",
                            "pier",
                            "--as",
                            "ann",
                            "--why",
                            "who may file")
                    .assertDone();
            Path keys = collected("desk/evidence", "signers/evidence");
            audit(kafka, "seal", keys, "--keeper", directory.resolve("keeper")).assertDone();
            assertThat(audit(kafka, "verify", keys, "--signatures").output()).contains("WHOLE: ");

            try (Admin administrator = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
                administrator
                        .deleteRecords(Map.of(
                                new TopicPartition("desk.audited", 0), RecordsToDelete.beforeOffset(-1),
                                new TopicPartition("senders.published", 0), RecordsToDelete.beforeOffset(1)))
                        .all()
                        .get();
            }

            assertThat(users(kafka)).isZero();
            assertThat(audit(kafka, "verify", keys).output())
                    .containsPattern("MISSING  \\d+ records, .*\\s+in desk.audited/0")
                    .containsPattern("MISSING  1 record, #1,.*\\s+in senders.published/0");
        }
    }

    private static int users(EmbeddedKafka kafka) {
        return (int) Desks.all(kafka.bootstrapServers(), Topics.DESK_AUDITED, DeskAudited.class).stream()
                .filter(one -> one.getAction().equals("USER_ADDED"))
                .count();
    }

    /** What was sent while the brokers were away is there or not, and nobody was told that it is. */
    @Test
    @Tag("night")
    void aBrokerThatWasAwayLeavesTheChainWholeAndItsEndSealed() throws Exception {
        EmbeddedKafka before = EmbeddedKafka.in(directory.resolve("kafka"), 0, LocalTopics.all());
        String bootstrap = before.bootstrapServers();
        int port = Integer.parseInt(bootstrap.substring(bootstrap.lastIndexOf(':') + 1));
        Path seals = directory.resolve("seals");
        try (EvidenceWriter evidence = EvidenceWriter.open(
                KafkaAccess.at(bootstrap), directory.resolve("desk"), "desk", null, Clock.systemUTC())) {
            Sealer sealer = Sealer.start(evidence, seals, Clock.systemUTC());
            for (int i = 0; i < 5; i++) {
                evidence.write(Topics.DESK_AUDITED, look(i));
            }
            before.close();
            assertThat(catchThrowable(() -> evidence.write(Topics.DESK_AUDITED, look(5))))
                    .isInstanceOf(KafkaFault.class);
            try (EmbeddedKafka after = EmbeddedKafka.in(directory.resolve("kafka"), port, LocalTopics.all())) {
                for (int i = 6; i < 10; i++) {
                    evidence.write(Topics.DESK_AUDITED, look(i));
                }
                assertThat(sealer.fault()).isEmpty();
                sealer.close();
                CommandRun whole = audit(after, "verify", directory.resolve("desk"), "--signatures");
                assertThat(whole.output()).contains("WHOLE: ");
                assertThat(Files.readAllLines(seals)).singleElement().asString().contains("\"number\":9,");
            }
        }
    }

    private static DeskAudited look(int number) {
        return new DeskAudited(Instant.now(), "flo", "officer", "saw", KEY, "look " + number);
    }

    private Path collected(String... writers) throws IOException {
        Path keys = Files.createDirectory(directory.resolve("keys"));
        for (String writer : writers) {
            try (Stream<Path> files = Files.list(directory.resolve(writer))) {
                for (Path file :
                        files.filter(one -> one.toString().endsWith(".pub")).toList()) {
                    Files.copy(file, keys.resolve(Objects.requireNonNull(file.getFileName())));
                }
            }
        }
        return keys;
    }

    private CommandRun audit(EmbeddedKafka kafka, String what, Path keys, Object... more) {
        return CommandRun.of(Stream.concat(
                        Stream.of(
                                "audit",
                                what,
                                "--bootstrap",
                                kafka.bootstrapServers(),
                                "--keys",
                                keys,
                                "--seals",
                                directory.resolve("seals")),
                        Stream.of(more))
                .toArray());
    }
}
