// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LivePaceTest {
    private static final FeedSettings SETTINGS = FeedSettings.builder()
            .shippers(200)
            .consignmentsPerDay(50)
            .days(120)
            .build();

    @Test
    void sendsAWarmUpFirstAndThenAtAConstantRate() {
        LivePace pace = new LivePace(new Feed(SETTINGS), 200);
        List<FeedEvent> history = new ArrayList<>();
        pace.warmUp(1_000).forEachRemaining(history::add);

        assertThat(history.stream().filter(FeedEvent.Filed.class::isInstance)).hasSize(1_000);
        assertThat(pace.next().offsetNanos()).isZero();
        assertThat(pace.next().offsetNanos()).isEqualTo(5_000_000);
        for (int i = 2; i < 1_000; i++) {
            assertThat(pace.next().offsetNanos()).isEqualTo(i * 5_000_000L);
        }
    }

    @Test
    void losesAndAddsNoEvent() {
        LivePace pace = new LivePace(new Feed(SETTINGS), 1);
        List<FeedEvent> all = new ArrayList<>();
        pace.warmUp(700).forEachRemaining(all::add);
        pace.forEachRemaining(paced -> all.add(paced.event()));

        assertThat(FeedBytes.hash(all.iterator())).isEqualTo(FeedBytes.hash(new Feed(SETTINGS)));
    }

    @Test
    void refusesAWarmUpAfterTheStartAndARateOfNothing() {
        LivePace pace = new LivePace(new Feed(SETTINGS), 1);
        pace.next();

        assertThatThrownBy(() -> pace.warmUp(1)).hasMessageContaining("sent=1");
        assertThatThrownBy(() -> new LivePace(new Feed(SETTINGS), 0)).hasMessageContaining("eventsPerSecond=0");
    }
}
