// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.topics.KafkaAccess;

/** What a job is refused, of what brokers may answer and a state may hold. */
class ContinuityTest {
    private static final KafkaAccess HERE = KafkaAccess.at("127.0.0.1:1");
    private static final TopicPartition FILED_0 = new TopicPartition("consignments.filed", 0);
    private static final TopicPartition FILED_1 = new TopicPartition("consignments.filed", 1);
    private static final TopicPartition RULES = new TopicPartition("rulesets.published", 0);
    private static final TopicPartition ASSESSED = new TopicPartition("consignments.assessed", 0);
    private static final TopicPartition RAISED = new TopicPartition("alerts.raised", 0);

    @TempDir
    private Path data = Path.of(".");

    private final Map<String, String> ids = new HashMap<>(Map.of("consignments.filed", "one", "alerts.raised", "two"));
    private final Map<TopicPartition, Continuity.Kept> kept = new HashMap<>(Map.of(
            FILED_0, held(0, 100),
            FILED_1, held(0, 50),
            RULES, held(0, 4),
            ASSESSED, held(0, 0),
            RAISED, held(0, 0)));
    private final Map<TopicPartition, Long> committed = new HashMap<>();

    private static Continuity.Kept held(long begin, long end) {
        return new Continuity.Kept(begin, end, begin == end ? null : Instant.ofEpochSecond(begin));
    }

    private Continuity now() {
        return new Continuity("abc", "portolan-scoring", ids, kept, committed);
    }

    private static Map<TopicPartition, Long> at(long filed0, long filed1) {
        return Map.of(FILED_0, filed0, FILED_1, filed1, RULES, 4L);
    }

    @Test
    void aFirstStartIsEmpty() throws Exception {
        assertThat(now().refusesToStartEmpty(HERE, data)).isNull();
        committed.putAll(Map.of(FILED_0, 0L, FILED_1, 0L, RULES, 4L));
        assertThat(now().refusesToStartEmpty(HERE, data))
                .as("rule sets are read from their beginning anyway")
                .isNull();
    }

    @Test
    void aStartWithoutTheStateOfAGroupThatReadIsRefused() throws Exception {
        committed.putAll(Map.of(FILED_0, 0L, FILED_1, 7L));
        assertThat(now().refusesToStartEmpty(HERE, data))
                .startsWith("the job's state is lost: data=" + data + " has none, but group=portolan-scoring: the group"
                        + " has read topic=consignments.filed, partition=1 up to offset=7.")
                .contains("--rebuild")
                .doesNotContain("\n");
    }

    @Test
    void aJobWithoutASavepointIsRefusedTheSame() throws Exception {
        kept.put(ASSESSED, held(0, 1));
        now().write(data);
        assertThat(now().refusesToStartEmpty(HERE, null))
                .startsWith("the job's state is lost: no savepoint is given, but group=portolan-scoring:"
                        + " topic=consignments.assessed holds results, at most=1.")
                .contains("--fromSavepoint", "--rebuild true")
                .doesNotContain("--data");
    }

    @Test
    void oneCheckIsOfAllStarts() throws Exception {
        kept.put(ASSESSED, held(0, 1));
        committed.put(FILED_0, 41L);
        assertThat(now().refusal(HERE, data, null, false, true)).contains("the job's state is lost");
        assertThat(now().refusal(HERE, data, null, true, false)).isNull();
        assertThat(now().refusal(HERE, data, Map.of(), true, false)).contains("a state of 'bootstrap'");
        assertThat(now().refusal(HERE, data, Map.of(), false, true)).isNull();
        assertThat(now().refusal(HERE, data, at(40, 50), true, false)).contains("this state is old");
        assertThat(now().refusal(HERE, data, at(40, 50), false, true)).isNull();
    }

    @Test
    void aStartWithoutStateBesideResultsIsRefusedWhateverTheGroupIs() throws Exception {
        kept.put(RAISED, held(3, 5));
        assertThat(now().refusesToStartEmpty(HERE, data)).contains("topic=alerts.raised holds results, at most=2");
        kept.put(RAISED, held(5, 5));
        assertThat(now().refusesToStartEmpty(HERE, data)).as("all deleted").isNull();
        kept.put(ASSESSED, held(0, 1));
        assertThat(now().refusesToStartEmpty(HERE, data)).contains("topic=consignments.assessed holds results");
        assertThat(now().refusesToStartEmpty(new KafkaAccess("127.0.0.1:1", null, "north."), data))
                .as("of another installation")
                .isNull();
    }

    /** It told results, and left neither state nor offsets. */
    @Test
    void aFirstStartThatEndedBeforeItsFirstCheckpointIsMadeAgain() throws Exception {
        kept.put(RAISED, held(0, 2));
        assertThat(now().refusesToStartEmpty(HERE, data)).contains("holds results");
        now().write(data);
        assertThat(now().refusesToStartEmpty(HERE, data)).isNull();
        assertThat(now().refusesBootstrapped(HERE, data)).isNull();
        committed.put(FILED_0, 1L);
        assertThat(now().refusesToStartEmpty(HERE, data)).contains("the group has read", "holds results");
    }

    @Test
    void aStateOfBootstrapIsRefusedBesideResults() throws Exception {
        committed.put(FILED_0, 41L);
        assertThat(now().refusesBootstrapped(HERE, data))
                .as("its job begins where the group was set")
                .isNull();
        kept.put(RAISED, held(0, 2));
        assertThat(now().refusesBootstrapped(HERE, data))
                .startsWith("a state of 'bootstrap' is older than what was scored since: data=" + data
                        + ", topic=alerts.raised holds results, at most=2.")
                .contains("--rebuild", "--set-back");
    }

    @Test
    void aPlaceThatWasNotKnownYetIsNotOlder() throws Exception {
        committed.put(FILED_0, 41L);
        assertThat(now().refusesToGoOn(data, at(-2, 50), false)).isNull();
        assertThat(now().readSince(at(40, 50))).isNotNull();
    }

    @Test
    void aStateThatIsWhereTheGroupIsOrAheadGoesOn() throws Exception {
        committed.putAll(Map.of(FILED_0, 40L, FILED_1, 50L));
        now().write(data);
        assertThat(now().refusesToGoOn(data, at(40, 50), false)).isNull();
        assertThat(now().refusesToGoOn(data, at(100, 50), false)).isNull();
        assertThat(now().changes(at(100, 50))).isEmpty();
    }

    @Test
    void aStateOlderThanWhatItsGroupReadIsRefusedUnlessItIsKnownWhy() throws Exception {
        committed.putAll(Map.of(FILED_0, 41L, FILED_1, 50L));
        assertThat(now().refusesToGoOn(data, at(40, 50), false))
                .startsWith("this state is old, a newer one was run on: data=" + data)
                .contains("has read topic=consignments.filed, partition=0 up to offset=41", "--set-back")
                .doesNotContain("\n");
        assertThat(now().refusesToGoOn(data, at(40, 50), true)).isNull();
    }

    @Test
    void aTopicThatWasMadeAnewIsRefusedByItsId() throws Exception {
        now().write(data);
        ids.put("consignments.filed", "three");
        assertThat(now().refusesToGoOn(data, at(40, 50), false))
                .startsWith("made anew while no job ran: topic=consignments.filed, id=three, the state is of id=one;")
                .contains("--rebuild");
        assertThat(now().refusesToGoOn(data, at(40, 50), true))
                .as("whatever is known")
                .isNotNull();
        assertThat(now().refusesToGoOn(data, at(0, 0), false))
                .as("nothing was read of it")
                .isNull();
        ids.put("alerts.raised", "four");
        ids.put("consignments.filed", "one");
        assertThat(now().refusesToGoOn(data, at(40, 50), false))
                .as("only written")
                .isNull();
        now().write(data);
        assertThat(now().refusesToGoOn(data, at(40, 50), false)).isNull();
    }

    /** A directory of an earlier release has no ids. */
    @Test
    void aTopicThatEndsBeforeTheStateIsRefused() throws Exception {
        assertThat(now().refusesToGoOn(data, at(101, 50), false))
                .startsWith("the topic ends before what the state has read: data=" + data
                        + ", topic=consignments.filed, partition=0 up to offset=101;");
        assertThat(now().refusesToGoOn(data, Map.of(new TopicPartition("consignments.filed", 2), 0L), true))
                .contains("partition=2 up to offset=0");
        assertThat(now().refusesToGoOn(data, Map.of(new TopicPartition("north.consignments.filed", 0), 1L), false))
                .contains("topic=north.consignments.filed");
    }

    @Test
    void aStateOfAnotherKafkaOrGroupIsRefused() throws Exception {
        new Continuity("xyz", "portolan-scoring", Map.of(), kept, committed).write(data);
        assertThat(now().refusesToGoOn(data, at(40, 50), false))
                .startsWith("this state is of another job: data=" + data + ", cluster=xyz, here=abc;");
        new Continuity("abc", "other", ids, kept, committed).write(data);
        assertThat(now().refusesToGoOn(data, at(40, 50), false)).contains("group=other, here=portolan-scoring;");
        Files.writeString(data.resolve("kafka"), "torn");
        assertThat(now().refusesToGoOn(data, at(40, 50), false))
                .as("nothing known")
                .isNull();
    }

    @Test
    void anAddedPartitionAndAGroupThatKafkaForgotAreSaid() {
        kept.put(new TopicPartition("consignments.filed", 2), held(0, 9));
        committed.put(FILED_0, 1L);
        assertThat(now().changes(at(40, 50)))
                .containsExactly("partitions were added while no job ran: topic=consignments.filed, partitions=[2],"
                        + " records on them at most=9; they are read from their first record");
        committed.clear();
        assertThat(now().changes(at(40, 50)))
                .hasSize(2)
                .last()
                .asString()
                .contains("whether this state is the newest is not known", "group=portolan-scoring");
        assertThat(now().changes(Map.of())).as("nothing was known").isEmpty();
    }

    @Test
    void whatIsRebuiltIsWholeFromTheLatestFirstRecordOn() {
        kept.put(FILED_0, held(30, 100));
        kept.put(FILED_1, held(20, 50));
        kept.put(new TopicPartition("inspections.reported", 0), held(0, 8));
        kept.put(new TopicPartition("containers.moved", 0), held(8, 8));
        assertThat(now().wholeSince(HERE))
                .isEqualTo(List.of(
                        "rebuilt from what is kept: topic=consignments.filed, whole since=1970-01-01T00:00:30Z, deleted"
                                + " before: topic=consignments.filed, partition=0 up to offset=30 (and 1 more partitions)",
                        "rebuilt from what is kept: topic=inspections.reported, whole: its first record is there",
                        "rebuilt from what is kept: topic=containers.moved, whole since=its end, deleted before:"
                                + " topic=containers.moved, partition=0 up to offset=8"));
        assertThat(now().begins(HERE)).containsEntry(FILED_0, 30L).doesNotContainKeys(ASSESSED, RULES);
    }
}
