// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.runtime.throwable.ThrowableClassifier;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.RetriableException;
import org.junit.jupiter.api.Test;

class PartitionCountsTest {
    private static final long LONG = Duration.ofMinutes(1).toNanos();

    private static final Uuid FILED = Uuid.randomUuid();
    private static final Uuid MOVED = Uuid.randomUuid();

    private final List<String> warnings = new ArrayList<>();
    private final PartitionCounts counts = new PartitionCounts(warnings::add);

    @Test
    void aJobThatReadsAllPartitionsGoesOn() {
        assertThat(counts.areAllRead(Map.of("filed", 12, "moved", 4), Map.of("filed", 12, "moved", 4), 0))
                .isTrue();
        assertThat(counts.areAllRead(Map.of("filed", 12, "moved", 4), Map.of("filed", 12, "moved", 4), LONG))
                .isTrue();
    }

    @Test
    void anAddedPartitionStopsItAtOnceForGood() {
        counts.areAllRead(Map.of("filed", 12, "moved", 4), Map.of("filed", 12, "moved", 4), 0);

        assertThatThrownBy(() -> counts.areAllRead(Map.of("filed", 13, "moved", 4), Map.of("filed", 12, "moved", 4), 1))
                .hasMessageContaining("topic=filed, read=12, now=13")
                .hasMessageContaining("start the job again")
                .satisfies(stopped -> assertThat(ThrowableClassifier.findThrowableOfThrowableType(
                                stopped, ThrowableType.NonRecoverableError))
                        .isEqualTo(Optional.of(stopped)));
    }

    /** Should a source have found it by itself meanwhile: it has missed what came first. */
    @Test
    void soDoesOneThatIsReadByThen() {
        counts.areAllRead(Map.of("filed", 12), Map.of("filed", 12), 0);

        assertThatThrownBy(() -> counts.areAllRead(Map.of("filed", 13), Map.of("filed", 13), 1))
                .isInstanceOf(PartitionsChangedException.class);
    }

    @Test
    void atItsStartItWaitsForWhatIsStillToBeHandedOut() {
        Map<String, Integer> there = Map.of("filed", 13, "moved", 4);

        assertThat(counts.areAllRead(there, Map.of(), 0)).isFalse();
        assertThat(counts.areAllRead(there, Map.of("moved", 4), LONG)).isFalse();
        assertThat(counts.areAllRead(there, Map.of("filed", 12, "moved", 4), LONG))
                .isFalse();
        assertThat(counts.areAllRead(there, Map.of("filed", 13, "moved", 4), LONG))
                .isTrue();
    }

    /** It was added between the look of the source and the first one here. */
    @Test
    void butNotForEver() {
        counts.areAllRead(Map.of("filed", 13), Map.of("filed", 12), 0);

        assertThatThrownBy(() -> counts.areAllRead(Map.of("filed", 13), Map.of("filed", 12), LONG))
                .hasMessageContaining("topic=filed, read=12, now=13");
    }

    @Test
    void anInputOfWhichNothingIsReadIsWarnedOfOnce() {
        Map<String, Integer> there = Map.of("filed", 12, "moved", 4);
        Map<String, Integer> read = Map.of("moved", 4);

        assertThat(counts.areAllRead(there, read, 0)).isFalse();
        assertThat(counts.areAllRead(there, read, LONG / 3)).isFalse();
        assertThat(warnings).isEmpty();
        assertThat(counts.areAllRead(there, read, LONG)).isFalse();
        assertThat(counts.areAllRead(there, read, 2 * LONG)).isFalse();

        assertThat(warnings).singleElement().asString().contains("topic=filed, partitions=12, seconds=30");
    }

    /** A source that begins anew is waited for as long again. */
    @Test
    void howLongSomethingIsMissingCountsFromItsLastBeginning() {
        Map<String, Integer> there = Map.of("filed", 13);

        assertThat(counts.areAllRead(there, Map.of("filed", 12), 0)).isFalse();
        assertThat(counts.areAllRead(there, Map.of(), 1)).isFalse();
        assertThat(counts.areAllRead(there, Map.of("filed", 12), LONG)).isFalse();
        assertThat(counts.areAllRead(there, Map.of(), LONG)).isFalse();

        assertThat(warnings).isEmpty();
    }

    /** However many partitions it has: what was read is not what is on it. */
    @Test
    void aTopicThatIsMadeAnewStopsItForGood() {
        counts.mustBeTheSame("filed", FILED);
        counts.mustBeTheSame("moved", MOVED);
        counts.mustBeTheSame("filed", FILED);

        assertThatThrownBy(() -> counts.mustBeTheSame("filed", Uuid.randomUuid()))
                .hasMessageContaining("made anew: filed;")
                .hasMessageContaining("--group-id")
                .isInstanceOf(PartitionsChangedException.class);
    }

    /** A new leader may lag for a moment; what lags for long is gone. */
    @Test
    void aPartitionThatEndsBeforeWhatWasReadIsWaitedForAndThenStopsIt() {
        TopicPartition partition = new TopicPartition("filed", 3);
        counts.mustReach(partition, 7, 7, 0);
        for (long now : List.of(0L, 1L)) {
            assertThatThrownBy(() -> counts.mustReach(partition, 7, 5, now))
                    .isInstanceOf(RetriableException.class)
                    .hasMessageContaining("partition=filed-3, read=7, end=5");
        }
        counts.mustReach(partition, 7, 8, LONG);
        assertThatThrownBy(() -> counts.mustReach(partition, 8, 5, LONG)).isInstanceOf(RetriableException.class);

        assertThatThrownBy(() -> counts.mustReach(partition, 8, 5, 2 * LONG))
                .isInstanceOf(PartitionsChangedException.class)
                .hasMessageContaining("cut: partition=filed-3, read up to offset=8, goes on at=5");
    }

    /** As brokers are while they are brought to a release that has ids. */
    @Test
    void oneThatABrokerGivesNoIdMayBeTheSame() {
        counts.mustBeTheSame("filed", Uuid.ZERO_UUID);
        counts.mustBeTheSame("filed", FILED);
        counts.mustBeTheSame("filed", Uuid.ZERO_UUID);

        assertThatThrownBy(() -> counts.mustBeTheSame("filed", MOVED)).isInstanceOf(PartitionsChangedException.class);
    }

    /** The brokers are asked again then, and meanwhile the log says so. */
    @Test
    void fewerPartitionsThanBeforeAreAnOldAnswerForHoweverLong() {
        counts.areAllRead(Map.of("filed", 12), Map.of("filed", 12), 0);

        for (long now : List.of(1L, LONG, 2 * LONG)) {
            assertThatThrownBy(() -> counts.areAllRead(Map.of("filed", 6), Map.of("filed", 12), now))
                    .isInstanceOf(RetriableException.class)
                    .hasMessageContaining("topic=filed, read=12, now=6");
        }
        assertThat(counts.areAllRead(Map.of("filed", 12), Map.of("filed", 12), 3 * LONG))
                .isTrue();
    }

    /** It was made anew while no job ran, unless the brokers' answers are old. */
    @Test
    void aStartWithFewerThanItsStateHasReadWaitsAndThenStops() {
        assertThatThrownBy(() -> counts.areAllRead(Map.of("filed", 6), Map.of("filed", 12), 0))
                .isInstanceOf(RetriableException.class);

        assertThatThrownBy(() -> counts.areAllRead(Map.of("filed", 6), Map.of("filed", 12), LONG))
                .isInstanceOf(PartitionsChangedException.class)
                .hasMessageContaining("topic=filed, read=12, now=6")
                .hasMessageContaining("--group-id");
    }
}
