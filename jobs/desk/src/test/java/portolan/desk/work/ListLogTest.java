// SPDX-License-Identifier: Apache-2.0
package portolan.desk.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import portolan.testing.HandClock;

class ListLogTest {
    private final List<String> lines = new ArrayList<>();
    private final HandClock clock = new HandClock();
    private final ListLog log =
            new ListLog((by, role, action, subject, detail) -> lines.add(by + ' ' + subject + ' ' + detail), clock);

    private void saw(String by, String subject, String view, String detail) {
        log.saw(by, "officer", "SAW_LIST", subject, view, detail);
    }

    @Test
    void aListLeavesOneLineAMinuteForEachPersonAndFilter() {
        saw("ann", "lane=RED", "", "1");
        saw("ann", "lane=RED", "", "2");
        saw("bob", "lane=RED", "", "3");
        saw("ann", "lane=BLUE", "", "4");
        clock.advance(Duration.ofSeconds(59));
        saw("ann", "lane=RED", "", "5");
        clock.advance(Duration.ofSeconds(1));
        saw("ann", "lane=RED", "", "6");

        assertThat(lines).containsExactly("ann lane=RED 1", "bob lane=RED 3", "ann lane=BLUE 4", "ann lane=RED 6");
    }

    @Test
    void eachPartOfAListLeavesItsOwn() {
        saw("ann", "ship", "RED 0", "1");
        saw("ann", "ship", "RED 50", "2");
        saw("ann", "ship", "GREEN 0", "3");
        saw("ann", "ship", "RED 0", "4");

        assertThat(lines).containsExactly("ann ship 1", "ann ship 2", "ann ship 3");
    }

    @Test
    void whoseLineWasNotTakenLeavesOneWithTheNextLook() {
        ListLog failing = new ListLog(
                (by, role, action, subject, detail) -> {
                    lines.add(detail);
                    if (lines.size() == 1) {
                        throw new IllegalStateException("Kafka does not answer");
                    }
                },
                clock);

        assertThatThrownBy(() -> failing.saw("ann", "officer", "SAW_LIST", "lane=RED", "", "1"))
                .hasMessage("Kafka does not answer");
        failing.saw("ann", "officer", "SAW_LIST", "lane=RED", "", "2");
        failing.saw("ann", "officer", "SAW_LIST", "lane=RED", "", "3");

        assertThat(lines).containsExactly("1", "2");
    }
}
