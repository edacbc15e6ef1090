// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import portolan.records.DocumentTopics;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topics;
import portolan.topics.KafkaAccess;
import portolan.topics.UnreadRecords;

/**
 * What brokers say of a job's topics and group before it starts, held against the state that it is to go on from. A state
 * that was lost, or is of another time or place, fails nothing by itself: the job runs, and its scores are wrong.
 *
 * @param cluster id of the Kafka
 * @param group of the job, as it is called there
 * @param ids of its topics, by their names there
 * @param kept what the partitions of its inputs and results hold now
 * @param committed what the group has read of its inputs
 */
public record Continuity(
        String cluster,
        String group,
        Map<String, String> ids,
        Map<TopicPartition, Kept> kept,
        Map<TopicPartition, Long> committed) {
    /** Told from a rebuilt state, they are told again. */
    public static final List<KafkaTopic> RESULTS = List.of(Topics.CONSIGNMENTS_ASSESSED, Topics.ALERTS_RAISED);

    /** In the state directory: of which Kafka, group and topics the state is. */
    private static final String FILE = "kafka";

    private static final String CLUSTER = "cluster=";
    private static final String GROUP = "group=";
    private static final String TOPIC = "topic=";

    /**
     * What one partition holds.
     *
     * @param begin its first offset
     * @param end the offset behind its last
     * @param since when its first record was written, null if it holds none
     */
    public record Kept(long begin, long end, @Nullable Instant since) {}

    /**
     * Asks.
     *
     * @throws portolan.topics.KafkaFault if the brokers do not answer
     */
    public static Continuity ask(KafkaAccess access, String group) {
        try (Admin admin = access.reached()) {
            List<String> topics = inputs().map(access::name).collect(Collectors.toCollection(ArrayList::new));
            RESULTS.forEach(topic -> topics.add(access.name(topic)));
            Map<String, TopicDescription> found =
                    access.await(admin.describeTopics(topics).allTopicNames());
            List<TopicPartition> partitions = found.values().stream()
                    .flatMap(topic -> topic.partitions().stream()
                            .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                    .toList();
            Map<TopicPartition, ListOffsetsResultInfo> begins =
                    offsets(access, admin, partitions, OffsetSpec.earliest());
            Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(access, admin, partitions, OffsetSpec.latest());
            Map<TopicPartition, ListOffsetsResultInfo> firsts =
                    offsets(access, admin, partitions, OffsetSpec.forTimestamp(0));
            Map<TopicPartition, Kept> kept = new HashMap<>();
            begins.forEach((partition, begin) -> {
                ListOffsetsResultInfo end = Objects.requireNonNull(ends.get(partition));
                ListOffsetsResultInfo first = Objects.requireNonNull(firsts.get(partition));
                Instant since = first.offset() < 0 ? null : Instant.ofEpochMilli(first.timestamp());
                kept.put(partition, new Kept(begin.offset(), end.offset(), since));
            });
            Map<String, String> ids = new TreeMap<>();
            found.forEach((name, topic) -> {
                if (!topic.topicId().equals(Uuid.ZERO_UUID)) {
                    ids.put(name, topic.topicId().toString());
                }
            });
            Map<TopicPartition, Long> committed = UnreadRecords.committed(access, admin, access.name(group));
            committed.keySet().retainAll(kept.keySet());
            return new Continuity(
                    access.await(admin.describeCluster().clusterId()), access.name(group), ids, kept, committed);
        }
    }

    /** The same as if asked for the group that a state directory is of, whose copy another group takes. */
    public Continuity asOriginal(Path data) throws IOException {
        return new Continuity(cluster, written(data).getOrDefault(GROUP, group), ids, kept, committed);
    }

    private static Stream<KafkaTopic> inputs() {
        return Stream.concat(KafkaFeeds.INPUT_TOPICS.stream(), DocumentTopics.all().stream());
    }

    private static Map<TopicPartition, ListOffsetsResultInfo> offsets(
            KafkaAccess access, Admin admin, List<TopicPartition> of, OffsetSpec spec) {
        return access.await(admin.listOffsets(of.stream().collect(Collectors.toMap(one -> one, one -> spec)))
                .all());
    }

    /**
     * Why a job must not start so, or null if it may: the one check of all ways to start.
     *
     * @param at what the job would read next, of each partition that its state knows; null if there is no state
     * @param mayBeOlder whether it is known why the state is older than what the group has read
     */
    public @Nullable String refusal(
            KafkaAccess access, Path data, @Nullable Map<TopicPartition, Long> at, boolean rebuild, boolean mayBeOlder)
            throws IOException {
        if (at == null) {
            return rebuild ? null : refusesToStartEmpty(access, data);
        }
        return !at.isEmpty()
                ? refusesToGoOn(data, at, mayBeOlder)
                : mayBeOlder ? null : refusesBootstrapped(access, data);
    }

    /** Why a job must not start empty, or null if nothing was there before it; {@code data} is null where it has none. */
    @Nullable
    String refusesToStartEmpty(KafkaAccess access, @Nullable Path data) throws IOException {
        List<String> was = new ArrayList<>();
        for (KafkaTopic topic : KafkaFeeds.INPUT_TOPICS) {
            // Documents are read from their beginning whatever the group has read.
            String read = first(committed, (partition, offset) -> isOf(access, topic, partition) && offset > 0);
            if (read != null) {
                was.add("the group has read " + read);
            }
        }
        was.addAll(results(access, data));
        return was.isEmpty()
                ? null
                : "the job's state is lost: "
                        + (data == null ? "no savepoint is given" : "data=" + data + " has none")
                        + ", but group=" + group + ": " + String.join("; ", was)
                        + ". An empty memory would make all scores wrong. Start "
                        + (data == null
                                ? "--fromSavepoint with its newest checkpoint or savepoint, or add --rebuild true"
                                : "with the --data that has the state, or add --rebuild")
                        + ": memories are made anew from what the topics keep";
    }

    /**
     * Why a job must not begin with what {@code bootstrap} made, or null if it may: such a state knows no offsets, and
     * all that was scored since is not in it.
     */
    @Nullable
    String refusesBootstrapped(KafkaAccess access, Path data) throws IOException {
        List<String> was = results(access, data);
        return was.isEmpty()
                ? null
                : "a state of 'bootstrap' is older than what was scored since: data=" + data + ", "
                        + String.join("; ", was)
                        + ". Start with the --data that has the newest state, or with an empty one and --rebuild. With"
                        + " --set-back the job begins with this state where its group is";
    }

    /** Results of a job before; a start that ended before its first checkpoint told some, too, and left no state. */
    private List<String> results(KafkaAccess access, @Nullable Path data) throws IOException {
        List<String> was = new ArrayList<>();
        Map<String, String> begun = data == null ? Map.of() : written(data);
        if (committed.isEmpty() && cluster.equals(begun.get(CLUSTER)) && group.equals(begun.get(GROUP))) {
            return was;
        }
        for (KafkaTopic topic : RESULTS) {
            long results = kept.entrySet().stream()
                    .filter(one -> isOf(access, topic, one.getKey()))
                    .mapToLong(one -> one.getValue().end() - one.getValue().begin())
                    .sum();
            if (results > 0) {
                was.add("topic=" + access.name(topic) + " holds results, at most=" + results);
            }
        }
        return was;
    }

    /** Why a job must not go on from a state, or null if it may. */
    @Nullable
    String refusesToGoOn(Path data, Map<TopicPartition, Long> at, boolean mayBeOlder) throws IOException {
        Map<String, String> was = written(data);
        for (Map.Entry<String, String> now : identity().entrySet()) {
            String before = was.getOrDefault(now.getKey(), now.getValue());
            if (!before.equals(now.getValue()) && isReadOrNoTopic(now.getKey(), at)) {
                return now.getKey().startsWith(TOPIC)
                        ? "made anew while no job ran: " + now.getKey() + ", id=" + now.getValue()
                                + ", the state is of id="
                                + before + "; its offsets and memories are of the deleted one: "
                                + PartitionsChangedException.BEGIN_ANEW
                        : "this state is of another job: data=" + data + ", " + now.getKey() + before + ", here="
                                + now.getValue() + "; start with the --data of this one, or: "
                                + PartitionsChangedException.BEGIN_ANEW;
            }
        }
        String gone = first(
                at,
                (partition, offset) -> !kept.containsKey(partition)
                        || offset > kept.get(partition).end());
        if (gone != null) {
            return "the topic ends before what the state has read: data=" + data + ", " + gone
                    + "; it was made anew or cut, or the state is of other topics: "
                    + PartitionsChangedException.BEGIN_ANEW;
        }
        String ahead = readSince(at);
        return ahead == null || mayBeOlder
                ? null
                : "this state is old, a newer one was run on: data=" + data + ", group=" + group + " has read " + ahead
                        + ", this state less. Start with the newer --data. If there is none, add --set-back: what was"
                        + " read since is scored and told again, under the same ids";
    }

    /** Of a topic that the job has read nothing of, or only writes, another of its name is as good. */
    private static boolean isReadOrNoTopic(String fact, Map<TopicPartition, Long> at) {
        return !fact.startsWith(TOPIC)
                || at.entrySet().stream()
                        .anyMatch(one -> fact.equals(TOPIC + one.getKey().topic()) && one.getValue() > 0);
    }

    /** Says what is news about where a job goes on, and has its group be there; whether it reads again what that has read. */
    public boolean goesBack(
            KafkaAccess access, @Nullable Map<TopicPartition, Long> at, boolean rebuild, Consumer<String> say) {
        boolean isRebuilt = at == null && rebuild;
        Map<TopicPartition, Long> next = at == null ? begins(access) : at;
        (isRebuilt ? wholeSince(access) : changes(next)).forEach(say);
        String since = readSince(next);
        if (since == null) {
            return isRebuilt;
        }
        if (!isRebuilt) {
            say.accept("this state is older than what its group has read: " + since
                    + "; what was read since is scored and told again");
        }
        try (Admin admin = access.reached()) {
            // The next start compares its state with that.
            access.await(admin.alterConsumerGroupOffsets(
                            group,
                            next.entrySet().stream()
                                    .filter(one -> one.getValue() >= 0)
                                    .collect(Collectors.toMap(
                                            Map.Entry::getKey, one -> new OffsetAndMetadata(one.getValue()))))
                    .all());
        }
        return true;
    }

    /** What changed while no job ran and the job can live with. */
    List<String> changes(Map<TopicPartition, Long> at) {
        List<String> told = new ArrayList<>();
        Map<String, List<Integer>> added = new TreeMap<>();
        kept.keySet().stream()
                .filter(one -> !at.containsKey(one)
                        && at.keySet().stream().anyMatch(known -> known.topic().equals(one.topic())))
                .forEach(one -> added.computeIfAbsent(one.topic(), unused -> new ArrayList<>())
                        .add(one.partition()));
        added.forEach((topic, partitions) -> told.add("partitions were added while no job ran: topic=" + topic
                + ", partitions=" + partitions.stream().sorted().toList() + ", records on them at most="
                + partitions.stream()
                        .map(partition -> kept.get(new TopicPartition(topic, partition)))
                        .mapToLong(one -> one.end() - one.begin())
                        .sum()
                + "; they are read from their first record"));
        if (committed.isEmpty() && at.values().stream().anyMatch(offset -> offset > 0)) {
            told.add("whether this state is the newest is not known: Kafka has no offsets of group=" + group);
        }
        return told;
    }

    /** What the group has read and a state has not, or null if there is nothing of the kind. */
    @Nullable
    String readSince(Map<TopicPartition, Long> at) {
        return first(committed, (partition, offset) -> {
            long next = at.getOrDefault(partition, offset);
            // One that is below zero stands for a place that was not known yet.
            return next >= 0 && offset > next;
        });
    }

    /** From where on memories are whole that are made of what the topics keep, a line a topic. */
    List<String> wholeSince(KafkaAccess access) {
        List<String> told = new ArrayList<>();
        for (KafkaTopic topic : KafkaFeeds.INPUT_TOPICS) {
            Map<TopicPartition, Kept> cut = new HashMap<>(kept);
            cut.entrySet()
                    .removeIf(one ->
                            !isOf(access, topic, one.getKey()) || one.getValue().begin() == 0);
            Instant since = cut.values().stream()
                    .map(Kept::since)
                    .filter(time -> time != null)
                    .max(Comparator.naturalOrder())
                    .orElse(null);
            String name = "rebuilt from what is kept: topic=" + access.name(topic);
            told.add(
                    cut.isEmpty()
                            ? name + ", whole: its first record is there"
                            : name + ", whole since=" + (since == null ? "its end" : since) + ", deleted before: "
                                    + first(
                                            cut.entrySet().stream()
                                                    .collect(Collectors.toMap(
                                                            Map.Entry::getKey,
                                                            one -> one.getValue()
                                                                    .begin())),
                                            (partition, offset) -> true));
        }
        return told;
    }

    /** Where the inputs begin. */
    Map<TopicPartition, Long> begins(KafkaAccess access) {
        Map<TopicPartition, Long> begins = new HashMap<>();
        kept.forEach((partition, held) -> {
            if (KafkaFeeds.INPUT_TOPICS.stream().anyMatch(topic -> isOf(access, topic, partition))) {
                begins.put(partition, held.begin());
            }
        });
        return begins;
    }

    /** Keeps of which Kafka, group and topics the state is that the job is about to write; the file that it is in. */
    public Path write(Path data) throws IOException {
        Path written = data.resolve(FILE + ".tmp");
        Files.write(
                written,
                identity().entrySet().stream()
                        .map(one -> one.getKey() + '\t' + one.getValue())
                        .toList());
        return Files.move(
                written, data.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Map<String, String> written(Path data) throws IOException {
        Path file = data.resolve(FILE);
        return Files.notExists(file)
                ? Map.of()
                : Files.readAllLines(file).stream()
                        .map(line -> line.split("\t", 2))
                        .filter(words -> words.length == 2)
                        .collect(Collectors.toMap(words -> words[0], words -> words[1]));
    }

    /** In this order: another Kafka has other topics, and which they are is of no interest then. */
    private Map<String, String> identity() {
        Map<String, String> identity = new TreeMap<>();
        identity.put(CLUSTER, cluster);
        identity.put(GROUP, group);
        ids.forEach((name, id) -> identity.put(TOPIC + name, id));
        return identity;
    }

    private static boolean isOf(KafkaAccess access, KafkaTopic topic, TopicPartition partition) {
        return partition.topic().equals(access.name(topic));
    }

    /** The first of those of which something is so, and how many more there are; null if there is none. */
    private static @Nullable String first(Map<TopicPartition, Long> offsets, BiPredicate<TopicPartition, Long> isSo) {
        List<Map.Entry<TopicPartition, Long>> found = offsets.entrySet().stream()
                .filter(one -> isSo.test(one.getKey(), one.getValue()))
                .sorted(Comparator.comparing(
                        one -> one.getKey().topic() + '/' + one.getKey().partition()))
                .toList();
        if (found.isEmpty()) {
            return null;
        }
        TopicPartition partition = found.get(0).getKey();
        return "topic=" + partition.topic() + ", partition=" + partition.partition() + " up to offset="
                + found.get(0).getValue()
                + (found.size() == 1 ? "" : " (and " + (found.size() - 1) + " more partitions)");
    }
}
