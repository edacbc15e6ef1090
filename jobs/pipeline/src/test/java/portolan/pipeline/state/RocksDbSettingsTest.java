// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend.PriorityQueueStateType;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.junit.jupiter.api.Test;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.Env;
import org.rocksdb.Priority;

final class RocksDbSettingsTest {
    private final EmbeddedRocksDBStateBackend backend = new EmbeddedRocksDBStateBackend()
            .configure(RocksDbSettings.ofEveryJob(), RocksDbSettingsTest.class.getClassLoader());

    @Test
    void timersAreNotOnTheHeap() {
        assertThat(backend.getPriorityQueueStateType()).isEqualTo(PriorityQueueStateType.ROCKSDB);
    }

    @Test
    void manySmallFilesWaitToBeMergedAndTwoThreadsWriteThem() {
        RocksDBOptionsFactory factory = backend.getRocksDBOptions();
        assertThat(factory).isInstanceOf(LateCompaction.class);

        try (DBOptions ofStore = new DBOptions();
                ColumnFamilyOptions ofFamily = new ColumnFamilyOptions()) {
            factory.createDBOptions(ofStore, new ArrayList<>());
            factory.createColumnOptions(ofFamily, new ArrayList<>());

            assertThat(Env.getDefault().getBackgroundThreads(Priority.HIGH)).isGreaterThanOrEqualTo(2);
            assertThat(ofFamily.level0FileNumCompactionTrigger()).isEqualTo(40);
            assertThat(ofFamily.level0SlowdownWritesTrigger()).isGreaterThan(40);
            assertThat(ofFamily.level0StopWritesTrigger()).isGreaterThan(ofFamily.level0SlowdownWritesTrigger());
        }
    }
}
