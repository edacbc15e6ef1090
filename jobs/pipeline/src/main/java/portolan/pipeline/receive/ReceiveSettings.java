// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.receive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Profile;
import portolan.pipeline.Delivery;
import portolan.pipeline.GivenOptions;
import portolan.schemas.mapping.MappingException;
import portolan.scoring.lifecycle.Keyring;
import portolan.scoring.rules.SenderKeys;
import portolan.topics.KafkaAccess;

/**
 * All settings of a job that reads messages; Flink's own are in {@code deploy/flink/config.yaml}.
 *
 * @param parallelism tasks a stage
 * @param checkpointDirectory null for Flink's own setting
 * @param groupId consumer group; {@code -large} after it reads the large messages
 * @param delivery what consumers of the output topics may count on
 * @param transactionTimeout under exactly-once, how long brokers keep a transaction open
 * @param profiles texts by name
 * @param store directory or URI where gateways keep messages that are too large for their topic; null for none
 * @param senderKey file of the key by which it proves whom its gateway knew; null for none
 * @param gatewayKeys folder of the keys by which gateways prove who sent a message; null where the topic is believed
 * @param keys of those who may approve that a manifest withdraws more bills than it may by itself
 */
public record ReceiveSettings(
        int parallelism,
        Duration checkpointInterval,
        @Nullable String checkpointDirectory,
        KafkaAccess kafka,
        String groupId,
        Delivery delivery,
        Duration transactionTimeout,
        Map<String, String> profiles,
        @Nullable String store,
        @Nullable String senderKey,
        @Nullable String gatewayKeys,
        Keyring keys) {
    private static final int MOST_TASKS = 9999;
    private static final String ENDING = ".yaml";
    private static final Map<String, String> DEFAULTS = Collections.unmodifiableMap(defaults());

    public ReceiveSettings {
        profiles = Collections.unmodifiableMap(new TreeMap<>(profiles));
    }

    private static Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("parallelism", "1");
        defaults.put("checkpoint-interval", "PT10S");
        defaults.put("checkpoint-dir", "");
        defaults.put("bootstrap", "localhost:9092");
        defaults.put("kafka-config", "");
        defaults.put("topic-prefix", "");
        defaults.put("group-id", "portolan-receive");
        defaults.put("delivery", "at-least-once");
        defaults.put("transaction-timeout", "PT10M");
        defaults.put("profiles", "");
        defaults.put("store", "");
        defaults.put("sender-key", "");
        defaults.put("gateway-keys", "");
        defaults.put("rule-keys", "");
        defaults.put("deployment", "");
        return defaults;
    }

    /** Names and defaults of all options, in the order in which they are documented. */
    public static Map<String, String> options() {
        return DEFAULTS;
    }

    /**
     * Reads settings from arguments by name.
     *
     * @throws IllegalArgumentException naming every fault, not only the first
     */
    public static ReceiveSettings of(Map<String, String> arguments) {
        GivenOptions given = new GivenOptions(arguments, DEFAULTS);
        Duration checkpointInterval = given.duration("checkpoint-interval");
        Delivery delivery = given.constant("delivery", Delivery.values(), Delivery.AT_LEAST_ONCE);
        ReceiveSettings settings = new ReceiveSettings(
                given.upTo(MOST_TASKS, "parallelism"),
                checkpointInterval,
                given.optional("checkpoint-dir"),
                given.kafka(),
                given.text("group-id"),
                delivery,
                given.transactionTimeout(delivery, checkpointInterval),
                profiles(given),
                given.optional("store"),
                senderKey(given),
                given.senderKeys("gateway-keys"),
                given.keyring(false));
        given.refuseFaults();
        return settings;
    }

    /** Read here only to say what is wrong: the task that writes reads it itself. */
    private static @Nullable String senderKey(GivenOptions given) {
        String file = given.optional("sender-key");
        try {
            if (file != null) {
                SenderKeys.ofFile(Path.of(file));
            }
        } catch (IOException | RuntimeException unreadable) {
            given.fault("sender-key must be a file of 32 to 4096 bytes that can be read: given=" + file + ", cause="
                    + unreadable);
        }
        return file;
    }

    private static Map<String, String> profiles(GivenOptions given) {
        Map<String, String> texts = new TreeMap<>();
        String directory = given.optional("profiles");
        if (directory == null) {
            return texts;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(directory), "*" + ENDING)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                String text = Files.readString(file);
                texts.put(name.substring(0, name.length() - ENDING.length()), text);
                Profile.parse(text, file.toString());
            }
        } catch (MappingException refused) {
            given.fault("profiles: " + refused.getMessage());
        } catch (IOException | UncheckedIOException unreadable) {
            given.fault("profiles must be a directory of files *" + ENDING + " that can be read: given=" + directory
                    + ", cause=" + unreadable);
        }
        return texts;
    }
}
