// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend.PriorityQueueStateType;
import org.apache.flink.state.rocksdb.RocksDBOptions;

/** What the state of a scoring job needs of RocksDB, whatever the cluster says. */
public final class RocksDbSettings {
    private RocksDbSettings() {}

    /** A new configuration, to which a job adds its own. */
    public static Configuration ofEveryJob() {
        Configuration settings = new Configuration();
        settings.set(RocksDBOptions.OPTIONS_FACTORY, LateCompaction.class.getName());
        // Those of the heap would be in the raw keyed state of a snapshot, which is the operators' own.
        settings.set(RocksDBOptions.TIMER_SERVICE_FACTORY, PriorityQueueStateType.ROCKSDB);
        return settings;
    }
}
