// SPDX-License-Identifier: Apache-2.0
package portolan.topics;

import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import portolan.schemas.wire.KafkaTopic;

/**
 * How one Kafka is reached, and what our names are called there. The one place where settings of clients are made.
 *
 * @param bootstrap its bootstrap servers, {@code host:port} with commas between
 * @param file path of a file of client properties; null for none
 * @param prefix before the name of every topic, group and transaction; empty for none
 */
public record KafkaAccess(String bootstrap, @Nullable String file, String prefix) implements Serializable {
    /** How long a command waits for Kafka before it says that there is none. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The rest is for finding out why. */
    private static final Duration ANSWER = PATIENCE.minus(Reachability.LOOK);

    static final Duration CHANGE = Duration.ofMinutes(2);

    /**
     * For readers of what is there. Kafka holds a request for what comes behind it half a second, and whatever the client
     * asks next waits for that one, to be closed as well.
     */
    public static final Map<String, Object> HARDLY_WAITS = Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{0,100}");
    private static final String OURS = "portolan";
    private static final Map<String, ConfigDef.Type> TYPES = types();

    public KafkaAccess {
        if (bootstrap.isBlank()) {
            throw new IllegalArgumentException(
                    "no Kafka is named: give --bootstrap HOST:PORT, or bootstrap.servers in the client properties");
        }
        if (!NAME.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "topic-prefix must be at most 100 of a-z, A-Z, 0-9, '.', '_' and '-': topic-prefix=" + prefix);
        }
    }

    /** A Kafka that asks for nothing. */
    public static KafkaAccess at(String bootstrap) {
        return new KafkaAccess(bootstrap, null, "");
    }

    /**
     * With a file of client properties.
     *
     * @param bootstrap wins over the file's {@code bootstrap.servers}; null if it is not given
     * @param otherwise the servers where neither names any; null if there are none
     * @throws IllegalArgumentException if the file cannot be read, or nothing names a server
     */
    public static KafkaAccess of(
            @Nullable String bootstrap, @Nullable Path file, String prefix, @Nullable String otherwise) {
        Path absolute = file == null ? null : file.toAbsolutePath();
        Map<String, String> values = Map.of();
        if (absolute != null) {
            if (absolute.toString().matches(".*[:}].*")) {
                throw new IllegalArgumentException("kafka-config must lie on a path without ':' and '}': file=" + file);
            }
            try {
                values = ClientFile.values(absolute);
            } catch (UncheckedIOException | IllegalArgumentException | ConfigException e) {
                throw new IllegalArgumentException(
                        "kafka-config cannot be used: file=" + file + ", cause="
                                + (e.getCause() == null ? e.getMessage() : e.getCause()),
                        e);
            }
        }
        String servers = bootstrap == null
                ? values.getOrDefault(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, otherwise)
                : bootstrap;
        return new KafkaAccess(servers == null ? "" : servers, absolute == null ? null : absolute.toString(), prefix);
    }

    /** The same as options of a command, as a user types them. */
    public String options() {
        return "--bootstrap " + bootstrap
                + (file == null ? "" : " --kafka-config " + file)
                + (prefix.isEmpty() ? "" : " --topic-prefix " + prefix);
    }

    /** What the topic is called there. */
    public String name(KafkaTopic topic) {
        return prefix + topic.name();
    }

    /** What a group or a transaction is called there. */
    public String name(String id) {
        return prefix + id;
    }

    /**
     * Settings for a client: those of the file, and those of whoever uses it, which win. What may be secret is
     * replaced by a {@link ClientFile reference} that the client resolves when it is made.
     */
    public Map<String, Object> client(Map<String, ?> own) {
        Map<String, Object> client = new HashMap<>();
        if (file != null) {
            ClientFile.written(Path.of(file))
                    .forEach((key, value) -> client.put(key, isPlain(key, value) ? value : place(key)));
            client.put(ClientFile.PROVIDERS, OURS);
            client.put(ClientFile.PROVIDERS + '.' + OURS + ".class", ClientFile.class.getName());
        }
        client.putAll(own);
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        return client;
    }

    /** The same, for who takes texts only. */
    public Properties properties(Map<String, ?> own) {
        Properties properties = new Properties();
        client(own).forEach((key, value) -> properties.setProperty(key, value.toString()));
        return properties;
    }

    /**
     * Reads topics and leaves no trace: it joins no group and commits nothing, and does not see what was given up.
     *
     * @param own settings that differ
     * @throws KafkaFault if the settings cannot be used
     */
    public Consumer<byte[], byte[]> reader(String clientId, Map<String, ?> own) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // What retention deleted under our hands is not there to be read.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis() / 2);
        settings.putAll(own);
        try {
            return new KafkaConsumer<>(client(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            throw KafkaFault.of(this, e);
        }
    }

    /**
     * A client of brokers that answered just now.
     *
     * @throws KafkaFault if they do not within the {@link #PATIENCE}, or do not let us in
     */
    public Admin reached() {
        return reached(ANSWER);
    }

    /**
     * As {@link #reached}, for changes, which take brokers their time: a request that is given up too early is sent again,
     * and fails at what the first one made.
     *
     * @throws KafkaFault if the brokers do not answer within the {@link #PATIENCE}, or do not let us in
     */
    public Admin reachedToChange() {
        return reached(CHANGE);
    }

    private Admin reached(Duration patience) {
        Admin admin = null;
        try {
            admin = Admin.create(client(Map.of(
                    CommonClientConfigs.CLIENT_ID_CONFIG,
                    "portolan-admin",
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    (int) patience.toMillis(),
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    (int) patience.toMillis() / 2)));
            await(admin.describeCluster(new DescribeClusterOptions().timeoutMs((int) ANSWER.toMillis()))
                    .clusterId());
            return admin;
        } catch (KafkaFault | KafkaException e) {
            if (admin != null) {
                admin.close(Duration.ZERO);
            }
            throw KafkaFault.of(this, e);
        }
    }

    /**
     * What Kafka answers.
     *
     * @throws KafkaFault if it answers with a fault, or not at all
     */
    public <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw KafkaFault.of(this, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KafkaFault.of(this, e);
        }
    }

    /** A setting that Kafka knows, and knows to be no secret. */
    private static boolean isPlain(String key, String value) {
        return !mayBeSecret(key) && !value.contains("${");
    }

    static boolean mayBeSecret(String key) {
        ConfigDef.Type type = TYPES.get(key);
        return type == null || type == ConfigDef.Type.PASSWORD;
    }

    private String place(String key) {
        return "${" + OURS + ':' + file + ':' + key + '}';
    }

    private static Map<String, ConfigDef.Type> types() {
        Map<String, ConfigDef.Type> types = new HashMap<>();
        for (ConfigDef of :
                Set.of(ConsumerConfig.configDef(), ProducerConfig.configDef(), AdminClientConfig.configDef())) {
            of.configKeys().forEach((name, key) -> types.put(name, key.type));
        }
        return types;
    }
}
