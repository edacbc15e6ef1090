package portolan.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StacksTest {
    @TempDir
    private Path directory;

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
    }

    @Test
    void isKeptShortAndLosesNoSample() throws Exception {
        Path folded = directory.resolve("a.folded");
        Stacks.of(List.of(
                        "[Remember (1/1)#0 tid=7];java/lang/Thread.run;org/apache/flink/A.a;org/apache/flink/B.b;"
                                + "portolan/pipeline/stage/HeldValues.find;org/rocksdb/RocksDB.get;/tmp/here/librocksdbjni.so 600",
                        "[Remember (1/1)#0 tid=7];java/lang/Thread.run;org/apache/flink/C.c;"
                                + "portolan/pipeline/stage/HeldValues.find;java/util/HashMap.get 399",
                        "[seldom tid=9];__libc_start 1"))
                .write(folded, 0.01);

        assertThat(Files.readAllLines(folded))
                .containsExactly(
                        "Remember;Java;Flink;HeldValues.find;Java 399",
                        "Remember;Java;Flink;HeldValues.find;RocksDB 600",
                        "seldom seen 1");
    }
}
