// SPDX-License-Identifier: Apache-2.0
package portolan.topics;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;

/** Whether brokers keep transactions open for as long as a job asks them to. */
public final class TransactionCheck {
    private static final String MOST = "transaction.max.timeout.ms";

    private TransactionCheck() {}

    /**
     * Looks before a job starts that would fail at its first transaction.
     *
     * @return why the job must not start, and how to mend it; null if it may, or if this client may not see the setting
     * @throws KafkaFault if Kafka does not answer
     */
    public static @Nullable String refusal(KafkaAccess access, Duration timeout) {
        try (Admin admin = access.reached()) {
            Collection<Node> nodes = access.await(admin.describeCluster().nodes());
            ConfigResource any = new ConfigResource(
                    ConfigResource.Type.BROKER, nodes.iterator().next().idString());
            Config config =
                    seen(access, admin.describeConfigs(List.of(any)).values().get(any));
            ConfigEntry most = config == null ? null : config.get(MOST);
            if (most == null || most.value() == null || timeout.toMillis() <= Long.parseLong(most.value())) {
                return null;
            }
            return "transaction-timeout is longer than the brokers allow: transaction-timeout=" + timeout + ", " + MOST
                    + '=' + most.value() + ", bootstrap=" + access.bootstrap()
                    + "; shorten the one or raise the other";
        }
    }

    /** Null where a client may not look at brokers' settings: then the first transaction tells. */
    private static @Nullable Config seen(KafkaAccess access, @Nullable KafkaFuture<Config> settings) {
        try {
            return settings == null ? null : settings.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return null;
            }
            throw KafkaFault.of(access, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KafkaFault.of(access, e);
        }
    }
}
