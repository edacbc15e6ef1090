// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class InTimeOrderTest {
    private final InTimeOrder<String> merged = new InTimeOrder<>(List.of(0, 1));

    @Test
    void theEarliestComesFirstWhateverItsPartition() {
        merged.add(0, 3, "c");
        merged.add(1, 1, "a");
        merged.add(1, 2, "b");

        assertThat(List.of(next(), next(), next())).containsExactly("a", "b", "c");
    }

    @Test
    void aPartitionThatHasMoreToComeHoldsTheOthersUp() {
        merged.add(0, 3, "c");

        assertThat(merged.next(partition -> false)).isNull();
        assertThat(next()).isEqualTo("c");
        assertThat(merged.isEmpty()).isTrue();
    }

    /** Two tasks write to a partition: the slower one's record stands behind a later one of the other. */
    @Test
    void anEarlierRecordBehindALaterOneOfItsPartitionComesFirst() {
        merged.add(0, 3, "b");
        merged.add(1, 9, "d");
        merged.add(0, 2, "a");
        merged.add(0, 3, "c");

        assertThat(List.of(next(), next(), next(), next())).containsExactly("a", "b", "c", "d");
    }

    @Test
    void aRecordLeavesWhenEveryPartitionWasReadFarEnoughPastIt() {
        merged.add(0, 1, "a");
        merged.add(0, 1 + InTimeOrder.SLACK_MILLIS, "later");
        assertThat(merged.next(partition -> false)).isNull();

        merged.add(1, InTimeOrder.SLACK_MILLIS, "too early to tell");
        assertThat(merged.next(partition -> false)).isNull();

        merged.add(1, 1 + InTimeOrder.SLACK_MILLIS, "far enough");
        assertThat(merged.next(partition -> false)).isEqualTo("a");
        assertThat(merged.next(partition -> false)).isNull();
    }

    private String next() {
        return String.valueOf(merged.next(partition -> true));
    }
}
