// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import portolan.scoring.manifest.Position;

class HeldEventsTest {
    /** What stands in a line of its consignment, under a key of some memory. */
    private record Event(String key, String consignment, long hour) {}

    private final AtomicLong came = new AtomicLong();
    private final HeldEvents<Event> held = new HeldEvents<>(
            event -> new Position(event.hour(), Position.Input.FILING, "topic", 0, event.hour()),
            Event::consignment,
            event -> came.getAndIncrement());

    private HeldEvents.Waiting<Event> passed(long hour) {
        return Objects.requireNonNull(held.takePassed(hour));
    }

    private List<Event> before(HeldEvents.Waiting<Event> next) {
        List<Event> before = new ArrayList<>();
        for (Event one = held.takeBefore("C", next.turn()); one != null; one = held.takeBefore("C", next.turn())) {
            before.add(one);
        }
        return before;
    }

    /** A consignment that was forgotten is filed anew, while its versions of before still wait. */
    @Test
    void aLineThatBeginsAnewFollowsTheOneBefore() {
        held.hold(new Event("K", "C", 0));
        held.hold(new Event("K", "C", 549));
        HeldEvents.Waiting<Event> first = passed(600);
        assertThat(first.event().hour()).isZero();
        assertThat(before(first)).isEmpty();
        assertThat(passed(600).event().hour()).isEqualTo(549);
    }

    @Test
    void whatComesLateFollowsWhatCameBefore() {
        held.hold(new Event("K", "C", 9));
        held.hold(new Event("K", "D", 8));
        held.hold(new Event("K", "C", 7));
        assertThat(before(passed(10))).extracting(Event::hour).containsExactly(9L);
        assertThat(passed(10).event().consignment()).isEqualTo("D");
        assertThat(held.size()).isZero();
    }

    @Test
    void itIsWrittenAsItCame() {
        held.hold(new Event("K", "C", 9));
        held.hold(new Event("L", "C", 5));
        held.hold(new Event("K", "C", 7));
        assertThat(passed(6).event().key()).isEqualTo("L"); // for which it is sorted
        assertThat(held.byKey(List::of, Event::key))
                .containsExactly(Map.entry("K", List.of(new Event("K", "C", 9), new Event("K", "C", 7))));
    }
}
