// SPDX-License-Identifier: Apache-2.0
package portolan.console.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portolan.console.kafka.KafkaOptions;
import portolan.console.screen.UnusableInputException;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topics;
import portolan.topics.KafkaAccess;
import portolan.topics.TopicScan;

/** Where evidence is read, and with what it is compared. */
final class AuditOptions {
    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Option(
            names = "--files",
            paramLabel = "DIR",
            description = "read what 'audit export' wrote, instead of Kafka's topics")
    private @Nullable Path files;

    @Option(
            names = "--keys",
            paramLabel = "DIR",
            description = "folder with NAME.pub of every writer, from the folder 'evidence' of each desk, and of every"
                    + " keeper of seals (default: signatures are not checked)")
    private @Nullable Path keys;

    @Option(
            names = "--seals",
            paramLabel = "FILE",
            description = "what a second keeper has: 'audit seal' and desks append to it"
                    + " (default: a chain's missing end is not seen)")
    private @Nullable Path seals;

    /** @throws UnusableInputException if a file cannot be read */
    EvidenceAudit read(Instant now, boolean withSignatures) throws UnusableInputException {
        try {
            Map<String, PublicKey> known = keys == null ? Map.of() : WriterKey.known(keys);
            Path book = seals;
            List<Seal> sealed = book == null || !Files.exists(book) ? List.of() : SealBook.read(book);
            EvidenceAudit audit = new EvidenceAudit(known, sealed, now.toEpochMilli(), withSignatures);
            if (files == null) {
                read(kafka.access(), audit);
            } else {
                try (Stream<Path> all = Files.list(files)) {
                    audit.read(all.filter(file -> file.toString().endsWith(EvidenceFile.ENDING))
                            .toList());
                }
            }
            audit.end();
            return audit;
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new UnusableInputException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void read(KafkaAccess access, EvidenceAudit audit) {
        scan(access, (topic, partition) -> {
            PartitionAudit to = audit.partition(topic, partition);
            return record -> to.take(
                    record.offset(), record.timestamp(), record.key(), record.value(), ChainLink.of(record.headers()));
        });
    }

    /** Who hears of the records of one partition. */
    @FunctionalInterface
    interface Takers {
        TopicScan.Taker of(String topic, int partition);
    }

    /** Reads all topics of evidence to their ends as they are now. */
    static void scan(KafkaAccess access, Takers takers) {
        access.reached().close();
        try (TopicScan scan = new TopicScan(access, "portolan-audit")) {
            Map<TopicPartition, TopicScan.Range> ranges = new HashMap<>();
            for (KafkaTopic topic : Topics.evidence()) {
                ranges.putAll(scan.since(topic, Instant.EPOCH));
            }
            Map<TopicPartition, TopicScan.Taker> to = new HashMap<>();
            ranges.keySet().forEach(one -> to.put(one, takers.of(one.topic(), one.partition())));
            scan.read(ranges, record -> {
                TopicScan.Taker taker = to.get(new TopicPartition(record.topic(), record.partition()));
                if (taker != null) {
                    taker.take(record);
                }
            });
        }
    }

    @Nullable
    Path seals() {
        return seals;
    }

    boolean hasKeys() {
        return keys != null;
    }
}
