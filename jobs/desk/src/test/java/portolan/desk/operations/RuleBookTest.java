// SPDX-License-Identifier: Apache-2.0
package portolan.desk.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import portolan.schemas.avro.RuleSetRef;

class RuleBookTest {
    private static final long START = 1_790_000_000_000L;

    private final RuleBook book = new RuleBook();

    private static RuleSetRef version(int version) {
        return new RuleSetRef("baseline", version, Integer.toHexString(version).repeat(64), false);
    }

    private void answer(int version, int fromSecond, int toSecond) {
        for (int second = fromSecond; second <= toSecond; second++) {
            book.answered(version(version), START + 1_000L * second);
        }
    }

    private boolean isSkewedAt(int second) {
        return book.isSkewed(START + 1_000L * second);
    }

    @Test
    void aChangeOfRuleSetsIsNoSkewWhileTasksHearOfIt() {
        answer(1, 0, 100);
        answer(2, 99, 100);

        assertThat(isSkewedAt(100)).isFalse();
        assertThat(book.now(START + 100_000L))
                .extracting(one -> one.ruleSet().getVersion())
                .containsExactly(2, 1);
    }

    @Test
    void aSetThatStillAnswersAMinuteAfterItsSuccessorBeganIsSkew() {
        answer(1, 0, 170);
        answer(2, 100, 170);

        assertThat(isSkewedAt(170)).isTrue();
        assertThat(isSkewedAt(300)).as("both are silent").isFalse();
    }

    @Test
    void aSetThatFellSilentInTimeIsNoSkew() {
        answer(1, 0, 130);
        answer(2, 100, 170);

        assertThat(isSkewedAt(170)).isFalse();
        assertThat(book.now(START + 200_000L)).hasSize(1);
    }

    @Test
    void whatNobodyNamesForAMinuteIsNotOfNow() {
        answer(1, 0, 10);

        assertThat(book.now(START + 60_000L)).hasSize(1);
        assertThat(book.now(START + 71_000L)).isEmpty();
    }
}
