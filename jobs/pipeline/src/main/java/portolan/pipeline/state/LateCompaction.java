package portolan.pipeline.state;

import java.util.Collection;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.Env;
import org.rocksdb.Priority;

/**
 * What RocksDB needs beside small memtables ({@code deploy/flink/config.yaml}), and Flink has no option for: files as
 * small as they are would be merged with all there is far more often, and one thread of the process would write those of
 * all its stores, one after the other, while the tasks stand still for a snapshot of RocksDB.
 */
public final class LateCompaction implements RocksDBOptionsFactory {
    private static final long serialVersionUID = 1;

    /** At 4 MiB a file twice the bytes that a checkpoint or two of a busy task left in files of any size. */
    private static final int FILES_BEFORE_COMPACTION = 40;

    /** RocksDB's own are 20 and 36, at four files before a compaction. */
    private static final int FILES_BEFORE_SLOWDOWN = 80;

    private static final int FILES_BEFORE_STOP = 120;
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
