// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretTest {
    private final List<String> asked = new ArrayList<>();

    private char @org.jspecify.annotations.Nullable [] twice(String... typed) {
        Deque<String> waiting = new ArrayDeque<>(List.of(typed));
        return Outlet.twice(
                question -> {
                    asked.add(question);
                    return waiting.isEmpty() ? null : waiting.remove().toCharArray();
                },
                "New: ",
                "Again: ");
    }

    @Test
    void aNewSecretIsAskedForUntilItIsTypedTwiceTheSame() {
        assertThat(twice("four wordz", "four words", "four words", "four words"))
                .isEqualTo("four words".toCharArray());
        assertThat(asked).containsExactly("New: ", "Again: ", "They were not the same. New: ", "Again: ");
    }

    @Test
    void whoStopsTypingChoosesNone() {
        assertThat(twice("four words")).isNull();
        assertThat(twice()).isNull();
    }
}
