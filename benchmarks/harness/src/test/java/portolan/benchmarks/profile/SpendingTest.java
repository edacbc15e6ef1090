package portolan.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpendingTest {
    private final Spending listed = Spending.listed();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rocksdb:low | rocksdb::DBImpl::BackgroundCompaction | RocksDB: merging",
                "rocksdb:high | rocksdb::FlushJob::Run | RocksDB: flushing",
                "Remember | portolan/pipeline/stage/Remember.handle;org/rocksdb/RocksDB.put;rocksdb::DBImpl::Write"
                        + " | RocksDB: put",
                "Remember | portolan/pipeline/stage/HeldValues.find;org/rocksdb/RocksDB.get;rocksdb::DBImpl::Get"
                        + " | RocksDB: get",
                "Remember | org/apache/flink/Task.run;portolan/pipeline/stage/Remember.handle;"
                        + "portolan/scoring/indicator/Weight.measure;java/util/HashMap.get | indicators",
                "Remember | org/apache/flink/Task.run;portolan/pipeline/stage/HeldValues.find;java/util/HashMap.get"
                        + " | state: finding it, lists",
                "Remember | org/apache/flink/Task.run;org/apache/flink/Output.collect;java/nio/Buffer.put"
                        + " | waking each other",
                "Remember | org/apache/flink/SerializationDelegate.write;portolan/scoring/layout/LayoutWriter.text"
                        + " | between tasks: writing and reading",
                "Remember | portolan/pipeline/stage/HeldValues.store;portolan/scoring/layout/LayoutWriter.text"
                        + " | state: making bytes and reading them",
                "Remember | portolan/scoring/memory/ShipperMemory.learn;java/util/HashMap.put | learning",
                "kafka-producer-network-thread | java/nio/Buffer.put | Kafka's clients",
                "C2 CompilerThre | Compile::Optimize | compiler",
                "VM Periodic Task | anything | collecting garbage",
                "a thread | unknown | the rest"
            })
    void isDecidedByTheThreadOrByTheInnermostFrameThatIsKnown(String thread, String frames, String kind) {
        assertThat(listed.of(new Stacks.Sample(thread, List.of(frames.split(";", -1)), 1)))
                .isEqualTo(kind);
    }

    @Test
    void countsSamplesAndNotStacks() {
        Stacks stacks = new Stacks(List.of(
                new Stacks.Sample("GC Thread", List.of("mark"), 5),
                new Stacks.Sample("G1 Conc", List.of("refine"), 2),
                new Stacks.Sample("unknown", List.of(), 1)));

        assertThat(listed.of(stacks)).isEqualTo(Map.of("collecting garbage", 7L, Spending.REST, 1L));
    }

    @Test
    void refusesALineThatIsNone() {
        assertThatThrownBy(() -> Spending.read("between tasks :: INNERMOST"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line=between tasks");
    }
}
