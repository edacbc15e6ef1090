// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import portolan.benchmarks.process.Arguments;
import portolan.local.HeapShares;

final class EngineSubjectTest {
    private static final long HEAP_BYTES = 8L << 30;

    @Test
    void holdsWhatTheLauncherWouldLetItHold() {
        assertThat(settings()).containsEntry("cache-mib", HeapShares.cacheMib(HEAP_BYTES, "2"));
    }

    @Test
    void holdsATenthWhereItIsToldTo() {
        assertThat(settings("--cache-part", "10"))
                .containsEntry("cache-mib", HeapShares.cacheMib(HEAP_BYTES / 10, "2"));
    }

    private static Map<String, String> settings(String... more) {
        String[] words = new String[4 + more.length];
        System.arraycopy(new String[] {"--bootstrap", "localhost:1", "--checkpoint-dir", "state"}, 0, words, 0, 4);
        System.arraycopy(more, 0, words, 4, more.length);
        return EngineSubject.settings(SubjectOptions.of(Arguments.of(words)), HEAP_BYTES);
    }
}
