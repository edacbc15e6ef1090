// SPDX-License-Identifier: Apache-2.0
package portolan.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.schemas.wire.Topics;

class KafkaAccessTest {
    @TempDir
    private Path directory = Path.of(".");

    @Test
    void whatAClientIsGivenHoldsThePlaceOfASecretAndNoneOfIt() throws IOException {
        Path password = Files.writeString(directory.resolve("secret.properties"), "password=opensesame\n");
        KafkaAccess access = access("""
                security.protocol=SASL_SSL
                sasl.mechanism=SCRAM-SHA-512
                sasl.jaas.config=a.Module required username="job" password="${file:%s:password}";
                ssl.truststore.password=plain-in-the-file
                nobody.knows.this=some-token
                """.formatted(password));

        Map<String, Object> client = access.client(Map.of("client.id", "ours"));

        assertThat(client)
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("client.id", "ours")
                .containsEntry("bootstrap.servers", "broker:9093");
        assertThat(client.toString()).doesNotContain("opensesame", "plain-in-the-file", "some-token");
        AdminClientConfig resolved = new AdminClientConfig(client);
        assertThat(resolved.getPassword("sasl.jaas.config").value()).contains("password=\"opensesame\";");
        assertThat(resolved.getPassword("ssl.truststore.password")).isEqualTo(new Password("plain-in-the-file"));
        assertThat(resolved.originals()).containsEntry("nobody.knows.this", "some-token");
    }

    @Test
    void ourOwnSettingsWinOverTheFileAndTheFilesServersCountWithoutOthers() throws IOException {
        KafkaAccess access = KafkaAccess.of(
                null, file("bootstrap.servers=from-file:9093\nisolation.level=read_uncommitted\n"), "", "otherwise:1");

        assertThat(access.client(Map.of("isolation.level", "read_committed")))
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("bootstrap.servers", "from-file:9093");
    }

    @Test
    void aVariableThatStandsForNothingIsNamed() {
        assertThatThrownBy(() -> access("sasl.jaas.config=x password=\"${env:PORTOLAN_NO_SUCH_VARIABLE}\";\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("${env:PORTOLAN_NO_SUCH_VARIABLE}")
                .hasMessageContaining("sasl.jaas.config")
                .hasMessageContaining("client.properties");
        assertThatThrownBy(() -> KafkaAccess.of("a:1", directory.resolve("none"), "", null))
                .hasMessageContaining("kafka-config cannot be used: file=" + directory.resolve("none"));
    }

    @Test
    void aPrefixStandsBeforeTheNamesAtTheBrokersOnly() {
        KafkaAccess access = new KafkaAccess("a:1", null, "north.");

        assertThat(access.name(Topics.ALERTS_RAISED)).isEqualTo("north.alerts.raised");
        assertThatThrownBy(() -> new KafkaAccess("a:1", null, "no/slash")).hasMessageContaining("no/slash");
    }

    @Test
    void aMessageQuotesNoSecret() throws IOException {
        KafkaAccess access = access("sasl.jaas.config=a.Module required username=\"job\" password=\"opensesame\";\n");

        KafkaFault fault = KafkaFault.of(access, new IllegalStateException("cannot parse password=\"opensesame\""));

        assertThat(fault).hasMessageContaining("cannot parse password=\"[hidden]\"");
        assertThat(fault.getCause()).hasMessageNotContaining("opensesame");
    }

    @Test
    void whoDoesNotAnswerIsNamedWithTheReasonWithinThePatience() throws IOException {
        int closed;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = free.getLocalPort();
        }
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> refusing = CompletableFuture.runAsync(
                    () -> assertUnreachable("127.0.0.1:" + closed, "127.0.0.1:" + closed + " refuses connections"));
            assertUnreachable("127.0.0.1:" + silent.getLocalPort(), "nothing answers as Kafka");
            refusing.join();
        }
        assertUnreachable("nowhere", "nowhere is no HOST:PORT");
    }

    private static void assertUnreachable(String bootstrap, String cause) {
        long began = System.nanoTime();

        assertThatThrownBy(() -> reach(bootstrap))
                .isInstanceOf(KafkaFault.class)
                .hasMessageContaining("Kafka does not answer: bootstrap=" + bootstrap)
                .hasMessageContaining(cause);

        // Kafka's own patience is a minute; the machine may be busy.
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(55));
    }

    private static void reach(String bootstrap) {
        try (Admin admin = KafkaAccess.at(bootstrap).reached()) {
            throw new AssertionError("reached: " + admin);
        }
    }

    private KafkaAccess access(String properties) throws IOException {
        return KafkaAccess.of("broker:9093", file(properties), "", null);
    }

    private Path file(String properties) throws IOException {
        return Files.writeString(directory.resolve("client.properties"), properties);
    }
}
