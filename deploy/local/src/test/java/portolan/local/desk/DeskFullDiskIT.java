// SPDX-License-Identifier: Apache-2.0
package portolan.local.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.desk.index.WorklistFilter;
import portolan.desk.server.Links;
import portolan.local.EmbeddedKafka;
import portolan.local.LocalTopics;
import portolan.local.desk.Desks.Desk;
import portolan.local.faults.JavaProcess;
import portolan.testing.Patience;

/** A desk whose index is on a disk that fills, and has room again. */
@Tag("night")
class DeskFullDiskIT {
    private static final int MOST = 3_000;

    @TempDir
    private Path directory = Path.of(".");

    @Test
    void itSaysSoAnswersWhatItKnowsAndGoesOnOnceThereIsRoom() throws Exception {
        Path data = Files.createDirectories(directory.resolve("data"));
        sh("mount", "-t", "tmpfs", "-o", "mode=0700,size=8m", "tmpfs", data.toString());
        try (EmbeddedKafka kafka = EmbeddedKafka.temporary(LocalTopics.all());
                DeskProcess desk = new DeskProcess(kafka.bootstrapServers(), directory.resolve("desk"), data)) {
            DeskProcess.Visitor ann = desk.visitor("ann");
            DeskProcess.Visitor ben = desk.visitor("ben");
            Desks.raise(kafka.bootstrapServers(), "A");
            desk.start();
            Patience.until("A is shown", () -> ben.get("/worklist").body().contains(card("A")), () -> "A");

            Path filler = data.resolve("filler");
            fill(filler);
            int raised = 0;
            while (!ann.get("/operations").body().contains("cannot keep what it reads")) {
                assertThat(raised).as("something does not fit in the end").isLessThan(MOST);
                Desks.raise(kafka.bootstrapServers(), "B" + raised++);
            }
            assertThat(ann.get("/operations").body())
                    .contains("desk.sqlite", "see that the disk has room")
                    .doesNotContain("All is well");
            assertThat(desk.log()).contains("the desk does not go on reading", "see that the disk has room");
            assertThat(ben.get("/worklist").body()).as("what it knows").contains(card("A"));
            assertThat(ben.get("/consignment?" + Links.query(Desks.TENANT, "A")).statusCode())
                    .isEqualTo(200);
            Map<String, String> claim =
                    Map.of("act", "claim", "holder", "", "step", "s1", "tenant", Desks.TENANT, "key", "A");
            HttpResponse<String> answer = ben.post("/claim", claim);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.body()).contains("send the same form again");

            Files.delete(filler);
            String last = "B" + (raised - 1);
            Patience.until(
                    "it goes on",
                    () -> ben.get("/consignment?" + Links.query(Desks.TENANT, last))
                                            .statusCode()
                                    == 200
                            && !ann.get("/operations").body().contains("cannot keep what it reads"),
                    () -> last);
            assertThat(ben.post("/claim", claim).statusCode()).isEqualTo(303);
            assertThat(ben.post("/claim", claim).statusCode()).isEqualTo(303);
            assertThat(desk.log()).contains("the desk goes on reading");
            desk.kill();
            assertTheIndexIsThatOfTheTopics(kafka, desk.index(), raised + 1);

            fill(filler);
            JavaProcess refused = desk.launch();
            assertThat(refused.awaitEnd()).isEqualTo(2);
            assertThat(refused.err())
                    .contains("portolan: the desk's index cannot be used", "see that the disk has room");
        } finally {
            sh("umount", "-l", data.toString());
        }
    }

    private static String card(String key) {
        return Links.card(Desks.TENANT, key).replace("&", "&amp;");
    }

    private void assertTheIndexIsThatOfTheTopics(EmbeddedKafka kafka, Path index, int open) throws Exception {
        try (Desk kept = Desk.at(kafka.bootstrapServers(), index);
                Desk made = Desk.at(kafka.bootstrapServers(), directory.resolve("made again"))) {
            for (Desk one : new Desk[] {kept, made}) {
                Patience.until(
                        "it is live",
                        () -> one.follower().status().isLive(),
                        () -> one.follower().status());
            }
            assertThat(kept.index().worklist(WorklistFilter.OPEN, Instant.EPOCH, MOST))
                    .hasSize(open)
                    .isEqualTo(made.index().worklist(WorklistFilter.OPEN, Instant.EPOCH, MOST));
            assertThat(Objects.requireNonNull(kept.file("A").work().owner())).isEqualTo("ben");
            assertThat(kept.file("A").steps()).hasSize(1);
        }
    }

    /** Takes all the room that there is. */
    private static void fill(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] page = new byte[1 << 12];
            while (true) {
                out.write(page);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static void sh(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                .as(String.join(" ", command))
                .isZero();
    }
}
