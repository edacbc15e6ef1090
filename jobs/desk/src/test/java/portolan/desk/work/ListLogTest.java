// SPDX-License-Identifier: Apache-2.0
package portolan.desk.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListLogTest {
    private final List<String> lines = new ArrayList<>();
    private final Hand clock = new Hand();
    private final ListLog log =
            new ListLog((by, role, action, subject, detail) -> lines.add(by + ' ' + subject + ' ' + detail), clock);

    /** A clock that is set by hand. */
    private static final class Hand extends Clock {
        private Instant now = Instant.parse("2026-03-01T08:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private void saw(String by, String subject, String detail, boolean isPart) {
        log.saw(by, "officer", "SAW_LIST", subject, detail, isPart);
    }

    @Test
    void aListLeavesOneLineAMinuteForEachPersonAndFilter() {
        saw("ann", "lane=RED", "1", false);
        saw("ann", "lane=RED", "2", false);
        saw("bob", "lane=RED", "3", false);
        saw("ann", "lane=BLUE", "4", false);
        clock.now = clock.now.plus(Duration.ofSeconds(59));
        saw("ann", "lane=RED", "5", false);
        clock.now = clock.now.plus(Duration.ofSeconds(1));
        saw("ann", "lane=RED", "6", false);

        assertThat(lines).containsExactly("ann lane=RED 1", "bob lane=RED 3", "ann lane=BLUE 4", "ann lane=RED 6");
    }

    @Test
    void aPageThatRenewsItselfLeavesOneLineAnHour() {
        for (int minute = 0; minute < 120; minute++) {
            saw("ann", "ship", String.valueOf(minute), true);
            clock.now = clock.now.plus(Duration.ofMinutes(1));
        }
        assertThat(lines).containsExactly("ann ship 0", "ann ship 60");
    }
}
