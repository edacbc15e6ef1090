// SPDX-License-Identifier: Apache-2.0
package portolan.local.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.desk.Desk;
import portolan.desk.server.Role;
import portolan.desk.server.User;
import portolan.local.EmbeddedKafka;
import portolan.local.LocalTopics;
import portolan.schemas.avro.DeskAudited;
import portolan.schemas.wire.Topics;
import portolan.testing.Patience;

/** Two desks of one installation: the one whose secret is not the last that was noted says so. */
@Tag("rest")
class SecondLooksIT {
    private static final List<User> GUEST = List.of(new User("eva", Role.SUPERVISOR, ""));

    @Test
    void aDeskWithAnotherSecretSaysThatItDrawsAll(@TempDir Path directory) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.temporary(LocalTopics.all());
                Desk one = desk(kafka, directory.resolve("one"))) {
            awaitNoted(kafka, 1);
            try (Desk other = desk(kafka, directory.resolve("other"))) {
                awaitNoted(kafka, 2);
                Patience.until("one says it", () -> operations(one).contains("second-looks.key"), one::address);
                assertThat(operations(other)).doesNotContain("second-looks.key");
            }
        }
    }

    private static Desk desk(EmbeddedKafka kafka, Path directory) throws Exception {
        var settings = Desks.settings(kafka.bootstrapServers(), directory, 0, GUEST);
        Files.delete(directory.resolve("desk/second-looks.key"));
        return Desk.start(settings);
    }

    private static void awaitNoted(EmbeddedKafka kafka, int times) throws Exception {
        Patience.until(times + " are noted", () -> noted(kafka).size() == times, () -> noted(kafka));
    }

    private static List<String> noted(EmbeddedKafka kafka) {
        return Desks.all(kafka.bootstrapServers(), Topics.DESK_AUDITED, DeskAudited.class).stream()
                .filter(line -> line.getAction().equals("SECOND_LOOKS"))
                .map(DeskAudited::getSubject)
                .distinct()
                .toList();
    }

    private static String operations(Desk desk) throws Exception {
        HttpClient browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        for (URI to : List.of(desk.invitation(), desk.address().resolve("/operations"))) {
            HttpResponse<String> page =
                    browser.send(HttpRequest.newBuilder(to).build(), HttpResponse.BodyHandlers.ofString());
            if (to.getPath().equals("/operations")) {
                return page.body();
            }
        }
        throw new AssertionError("there is no page");
    }
}
