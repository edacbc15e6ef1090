// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StacksTest {
    @Test
    void countsWhatThreadsOfAKindWereSeenAt() {
        Stacks stacks = Stacks.of(List.of(
                "[Remember (1/2)#0 tid=7];run;portolan/pipeline/stage/Remember.handle 3",
                "[Remember (2/2)#1 tid=8];run 4",
                "[GC Thread#1 tid=9];mark 5"));

        assertThat(stacks.total()).isEqualTo(12);
        assertThat(stacks.byThread()).isEqualTo(Map.of("Remember", 7L, "GC Thread", 5L));
    }

    @Test
    void refusesALineWithoutACount() {
        assertThatThrownBy(() -> Stacks.of(List.of("thread;frame")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("line=thread;frame");
        assertThatThrownBy(() -> Stacks.of(List.of("thread;frame often")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("line=thread;frame often");
    }

    @Test
    void whatIsKeptIsTheSameInEachJvm() {
        Stacks stacks = Stacks.of(
                List.of(
                        "[a thread tid=1];portolan/scoring/ledger/LedgerEntry$$Lambda$22.0x00007f.accept;"
                                + "java/lang/LambdaForm$MH.0x00007f.invoke;io/netty/Loop.run;do_futex_[k];/tmp/1/libsnappy.so 5"));

        assertThat(stacks.thinned(0))
                .containsExactly("a thread;LedgerEntry$$Lambda.accept;Java;another library;kernel;native 5");
    }

    @Test
    void isKeptShortAndLosesNoSample() {
        Stacks stacks = Stacks.of(List.of(
                "[Remember (1/1)#0 tid=7];java/lang/Thread.run;org/apache/flink/A.a;org/apache/flink/B.b;"
                        + "portolan/pipeline/store/BlockStore.find;org/rocksdb/RocksDB.get;/tmp/here/librocksdbjni.so 600",
                "[Remember (1/1)#0 tid=7];java/lang/Thread.run;org/apache/flink/C.c;"
                        + "portolan/pipeline/store/BlockStore.find;java/util/HashMap.get 399",
                "[seldom tid=9];__libc_start 1"));

        assertThat(stacks.thinned(0.01))
                .containsExactly(
                        "Remember;Java;Flink;BlockStore.find;Java 399",
                        "Remember;Java;Flink;BlockStore.find;RocksDB 600",
                        "seldom seen 1");
    }
}
