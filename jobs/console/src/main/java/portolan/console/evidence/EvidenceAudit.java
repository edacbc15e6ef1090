// SPDX-License-Identifier: Apache-2.0
package portolan.console.evidence;

import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topics;
import portolan.scoring.lifecycle.SigningKey;

/** All topics of evidence, verified without whoever wrote them: by chains, counts and seals, and by signatures. */
final class EvidenceAudit {
    /** Others than writers of chains write there too: feeds, and the job. */
    private static final Set<KafkaTopic> MIXED =
            Set.of(Topics.INSPECTIONS_REPORTED, Topics.RULESETS_AUDITED, Topics.LANES_COUNTED);

    private static final int MOST_FINDINGS = 1_000;

    private final Map<String, PublicKey> keys;
    private final List<Seal> seals;
    private final long now;
    private final boolean withSignatures;
    private final Map<String, PartitionAudit> partitions = new TreeMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private long moreFindings;
    private boolean isEnded;

    /**
     * @param keys of writers and keepers, by name
     * @param seals as {@link SealBook} has them
     * @param now epoch milliseconds, by which it is known what the brokers may have deleted
     */
    EvidenceAudit(Map<String, PublicKey> keys, List<Seal> seals, long now, boolean withSignatures) {
        this.keys = keys;
        this.seals = seals;
        this.now = now;
        this.withSignatures = withSignatures;
        Map<String, Seal> newest = new TreeMap<>();
        seals.forEach(seal -> newest.put(seal.topic() + '/' + seal.partition() + '/' + seal.writer(), seal));
        for (Seal seal : withSignatures ? seals : newest.values()) {
            PublicKey key = keys.get(seal.by());
            if (key != null && !seal.isSignedBy(key)) {
                find(new Finding(
                        Finding.Kind.CHANGED,
                        "the seals",
                        seal.by(),
                        "the seal of " + seal.topic() + '/' + seal.partition() + " is not what was signed",
                        seal.at(),
                        seal.at()));
            }
        }
    }

    /**
     * Where the records of a partition go, in their order.
     *
     * @param topic as the brokers call it
     */
    synchronized PartitionAudit partition(String topic, int partition) {
        return partitions.computeIfAbsent(new TopicPartition(topic, partition).toString(), unused -> {
            KafkaTopic ours = topic(topic);
            long keptMillis = Long.parseLong(ours.config().getOrDefault("retention.ms", "-1"));
            return new PartitionAudit(
                    topic,
                    partition,
                    new PartitionAudit.Terms(
                            keys,
                            seals.stream()
                                    .filter(seal -> seal.topic().equals(topic) && seal.partition() == partition)
                                    .toList(),
                            !MIXED.contains(ours),
                            keptMillis < 0 ? Long.MIN_VALUE : now - keptMillis,
                            withSignatures),
                    this::find);
        });
    }

    /** The topic of evidence that has this name at the brokers, behind whatever prefix. */
    static KafkaTopic topic(String name) {
        return Topics.evidence().stream()
                .filter(topic -> name.endsWith(topic.name()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no topic of evidence: " + name));
    }

    private synchronized void find(Finding finding) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(finding);
        } else {
            moreFindings++;
        }
    }

    /** Nothing more comes. Also what was sealed, and is not there at all, is found. */
    void end() {
        seals.forEach(seal -> partition(seal.topic(), seal.partition()));
        partitions.values().forEach(PartitionAudit::end);
        isEnded = true;
    }

    /** What is not as it was left; of very much the first. */
    List<Finding> findings() {
        return List.copyOf(findings);
    }

    long moreFindings() {
        return moreFindings;
    }

    /** What may be sealed. */
    List<Seal> toSeal(SigningKey key) {
        if (!isEnded) {
            throw new IllegalStateException("what is not read to its end is not sealed");
        }
        return partitions.values().stream()
                .flatMap(partition -> partition.seals(now, key).stream())
                .toList();
    }

    long sum(ToLongFunction<PartitionAudit> of) {
        return partitions.values().stream().mapToLong(of).sum();
    }

    Set<String> writers() {
        Set<String> writers = new TreeSet<>();
        partitions.values().forEach(partition -> partition.writers().forEach(writers::add));
        return writers;
    }

    /** Who sealed, and has no key among those that are known: their seals are believed. */
    Set<String> unknownKeepers() {
        Set<String> keepers = new TreeSet<>();
        seals.forEach(seal -> keepers.add(seal.by()));
        keepers.removeAll(keys.keySet());
        return keepers;
    }

    /** Reads the files of an export, as many at once as there are processors. */
    void read(List<Path> files) {
        files.parallelStream().forEach(file -> EvidenceFile.read(file, this));
    }
}
