// SPDX-License-Identifier: Apache-2.0
package portolan.local.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.local.desk.Desks.form;
import static portolan.local.desk.Desks.raise;
import static portolan.local.desk.Desks.send;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.desk.index.CaseFile;
import portolan.desk.index.Change;
import portolan.desk.index.Kind;
import portolan.local.EmbeddedKafka;
import portolan.local.LocalTopics;
import portolan.local.desk.Desks.Desk;
import portolan.schemas.wire.Topics;
import portolan.testing.Patience;

/** The desk's index at a real broker. */
@Tag("rest")
class DeskIndexIT {
    @TempDir
    private Path directory = Path.of(".");

    @Test
    void itFollowsTheTopicsSaysWhenKafkaIsAwayAndGoesOnWhenItIsBack() throws Exception {
        EmbeddedKafka first = EmbeddedKafka.in(directory.resolve("kafka"), 0, LocalTopics.all());
        String bootstrap = first.bootstrapServers();
        try (Desk desk = Desk.at(bootstrap, directory.resolve("index"))) {
            List<Change> heard = new CopyOnWriteArrayList<>();
            desk.index().changes().subscribe(heard::add);
            raise(bootstrap, "A");
            desk.awaitOpen("A");
            Patience.until(
                    "it is caught up",
                    () -> desk.follower().status().isLive(),
                    () -> desk.follower().status());
            assertThat(desk.follower().status().fault()).isNull();
            Patience.until(
                    "listeners hear of it",
                    () -> heard.stream().anyMatch(change -> change.kinds().contains(Kind.ALERT)),
                    () -> heard);

            first.close();
            // Each has its own patience with Kafka.
            CompletableFuture<Boolean> claimed = CompletableFuture.supplyAsync(() ->
                    desk.log().claim(form("A", "s1", null, "ana", "officer")).isDone());
            Patience.until(
                    "it says that Kafka is away",
                    () -> String.valueOf(desk.follower().status().fault()).contains("Kafka does not answer"),
                    () -> desk.follower().status());
            assertThat(desk.open()).as("what it knows it still shows").containsExactly("A");
            assertThat(claimed.get()).isFalse();

            int port = Integer.parseInt(bootstrap.substring(bootstrap.lastIndexOf(':') + 1));
            try (EmbeddedKafka again = EmbeddedKafka.in(directory.resolve("kafka"), port, LocalTopics.all())) {
                send(again.bootstrapServers(), Topics.ALERTS_RAISED, "B".getBytes(StandardCharsets.UTF_8), new byte[] {
                    1, 2, 3
                });
                raise(again.bootstrapServers(), "B");
                desk.awaitOpen("B");
                Patience.until(
                        "it is live again",
                        () -> desk.follower().status().isLive(),
                        () -> desk.follower().status());
                assertThat(desk.follower().status().fault()).isNull();
                assertThat(desk.index().unreadable())
                        .as("a record that cannot be read stops nothing")
                        .containsOnlyKeys("alerts.raised");
            }
        } finally {
            first.close();
        }
    }

    @Test
    void anIndexGoesOnWhereItWasAndOneThatIsMadeAgainIsEqual() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.temporary(LocalTopics.all())) {
            String bootstrap = kafka.bootstrapServers();
            raise(bootstrap, "A", "B");
            try (Desk desk = Desk.at(bootstrap, directory.resolve("kept"))) {
                desk.awaitOpen("A");
                desk.awaitOpen("B");
                desk.log().claim(form("B", "s1", null, "ana", "officer"));
            }
            raise(bootstrap, "C");
            List<String> shown = new ArrayList<>();
            for (String file : List.of("kept", "made again")) {
                try (Desk desk = Desk.at(bootstrap, directory.resolve(file))) {
                    desk.awaitOpen("C");
                    Patience.until(
                            "it is caught up",
                            () -> desk.follower().status().isLive(),
                            () -> desk.follower().status());
                    assertThat(desk.open()).containsExactlyInAnyOrder("A", "B", "C");
                    shown.add(said(desk.file("A")) + said(desk.file("B")) + desk.open());
                }
            }
            assertThat(shown.get(1)).isEqualTo(shown.get(0));
        }
    }

    private static String said(CaseFile file) {
        return file.row() + "" + file.assessments() + file.alerts() + file.steps();
    }
}
