// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import portolan.local.HeapShares;
import portolan.peers.SubjectSettings;

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
        return EngineSubject.settings(SubjectSettings.of(more).with("parallelism", 2), HEAP_BYTES);
    }
}
