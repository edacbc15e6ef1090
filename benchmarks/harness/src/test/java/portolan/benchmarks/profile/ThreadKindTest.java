// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ThreadKindTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "[Remember (1/1)#0 tid=123] ~ Remember",
                "Remember (1/1)#0 ~ Remember",
                "[Source: filings -> decode (2/4)#3 tid=5] ~ Source: filings",
                "Source Data Fetcher for Source: filings (1/2)#0 ~ Source Data Fetcher",
                "Write consignments.assessed: Writer (1/1)#0 ~ Write consignments.assessed",
                "[GC Thread#1 tid=9] ~ GC Thread",
                "[rocksdb:low tid=9] ~ rocksdb:low",
                "[kafka-producer-network-thread | bench-1-5 tid=8] ~ kafka-producer-network-thread",
                "AsyncOperations-thread-12 ~ AsyncOperations-thread",
                "[C2 CompilerThre tid=4] ~ C2 CompilerThre"
            })
    void isTheNameWithoutNumbers(String name, String kind) {
        assertThat(ThreadKind.of(name)).isEqualTo(kind);
    }
}
