// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PartitionProgressTest {
    private static final TopicPartition PARTITION = new TopicPartition("filings", 0);

    private final PartitionProgress progress = new PartitionProgress(PARTITION, 7);

    @Test
    void knowsNothingBeforeItsFirstRecord() {
        progress.endsAt(end(9, 5_000));

        assertThat(progress.lookForEnd()).isEqualTo(PartitionProgress.NOTHING);
    }

    @Test
    void isAMillisecondBehindItsNewestRecordWhileOthersAreUnread() {
        progress.handedOn(7, 1_000, 10, false);
        progress.endsAt(end(9, 5_000));

        assertThat(progress.lookForEnd()).isEqualTo(999);
    }

    @Test
    void followsTheBrokersClockOnceItWasReadToItsEnd() {
        progress.handedOn(7, 1_000, 10, false);
        progress.endsAt(end(8, 5_000));
        assertThat(progress.lookForEnd()).isEqualTo(4_999);

        progress.endsAt(end(9, 6_000));
        assertThat(progress.lookForEnd()).as("another record is there").isEqualTo(4_999);
        progress.handedOn(8, 5_500, 10, false);
        assertThat(progress.lookForEnd()).as("and is the last").isEqualTo(5_999);
    }

    @Test
    void wasReadToItsEndWhenOnlyInvisibleRecordsFollow() {
        progress.handedOn(7, 1_000, 10, false);
        progress.endsAt(new PartitionProgress.End(10, 5_000, 8, 9));
        assertThat(progress.lookForEnd()).as("one of them is not known yet").isEqualTo(999);

        progress.endsAt(new PartitionProgress.End(10, 5_000, 8, 10));
        assertThat(progress.lookForEnd()).isEqualTo(4_999);
    }

    @Test
    void invisibleRecordsElsewhereSayNothing() {
        progress.handedOn(7, 1_000, 10, false);
        progress.endsAt(new PartitionProgress.End(10, 5_000, 7, 10));

        assertThat(progress.lookForEnd()).isEqualTo(999);
    }

    @Test
    void anEmptyPartitionWasReadToItsEndFromTheBeginning() {
        PartitionProgress empty = new PartitionProgress(PARTITION, KafkaPartitionSplit.COMMITTED_OFFSET);
        empty.endsAt(new PartitionProgress.End(0, 5_000, KafkaPartitionSplit.COMMITTED_OFFSET, 0));

        assertThat(empty.lookForEnd()).isEqualTo(4_999);
    }

    @Test
    void isNotMovedByWhatIsStampedAhead() {
        progress.handedOn(7, 1_000, 10, false);
        progress.handedOnAhead(8);
        progress.endsAt(end(10, 5_000));
        assertThat(progress.lookForEnd()).as("another record is there").isEqualTo(999);

        progress.handedOn(9, 1_001, 10, false);
        progress.forgetUntil(1_001);
        assertThat(progress.lookForEnd()).as("and is the last").isEqualTo(4_999);
        assertThat(progress.waitingBytes()).isZero();
    }

    /** A clock that shows later when a log is read again tells nothing of them. */
    @Test
    void whatSendersStampedMovesItByTheEarliestOfMany() {
        progress.handedOn(7, 1_000, 10, false);
        for (int at = 1; at < PartitionProgress.SENDERS; at++) {
            progress.handedOn(7 + at, at == 9 ? 1_005 : 9_000, 10, true);
        }
        progress.endsAt(end(2_000, 20_000));
        assertThat(progress.lookForEnd()).as("they are not many yet").isEqualTo(999);

        progress.handedOn(300, 9_000, 10, true);
        assertThat(progress.passed()).as("one of them is not ahead").isEqualTo(1_004);

        progress.handedOn(301, 1_006, 10, false);
        assertThat(progress.passed()).as("a broker knows").isEqualTo(1_005);
    }

    @Test
    void forgetsWhatWaitsWhenAllHavePassedIt() {
        progress.handedOn(7, 1_000, 10, false);
        progress.handedOn(8, 1_000, 20, false);
        progress.handedOn(9, 1_001, 40, false);

        progress.forgetUntil(999);
        assertThat(progress.waitingBytes()).isEqualTo(70);
        progress.forgetUntil(1_000);
        assertThat(progress.waitingBytes()).isEqualTo(40);
        progress.forgetUntil(2_000);
        assertThat(progress.waitingBytes()).isZero();
    }

    private static PartitionProgress.End end(long offset, long time) {
        return new PartitionProgress.End(offset, time, 0, 0);
    }
}
