// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import java.util.Collection;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.Env;
import org.rocksdb.Priority;

/**
 * What RocksDB needs beside small memtables and merging by size ({@code deploy/flink/config.yaml}), and Flink has no
 * option for: files as small as they are would be merged far more often, and one thread of the process would write
 * those of all its stores, one after the other, before their files can be taken.
 */
public final class LateCompaction implements RocksDBOptionsFactory {
    private static final long serialVersionUID = 1;

    /** So many runs, files of 4 MiB and what they were merged to, are there before any are merged. */
    private static final int FILES_BEFORE_COMPACTION = 40;

    /**
     * While one merge takes in all there is, nothing else is merged, and writers must not wait for it: at full speed a
     * store of a few gibibytes has some hundred files more by then.
     */
    private static final int FILES_BEFORE_SLOWDOWN = 200;

    private static final int FILES_BEFORE_STOP = 300;
    private static final int FLUSHING_THREADS = 2;

    @Override
    public DBOptions createDBOptions(DBOptions current, Collection<AutoCloseable> toClose) {
        // Of the process: all its stores share them, those of other jobs too.
        Env.getDefault().incBackgroundThreadsIfNeeded(FLUSHING_THREADS, Priority.HIGH);
        return current;
    }

    @Override
    public ColumnFamilyOptions createColumnOptions(ColumnFamilyOptions current, Collection<AutoCloseable> toClose) {
        return current.setLevel0FileNumCompactionTrigger(FILES_BEFORE_COMPACTION)
                .setLevel0SlowdownWritesTrigger(FILES_BEFORE_SLOWDOWN)
                .setLevel0StopWritesTrigger(FILES_BEFORE_STOP);
    }
}
