package portolan.pipeline.state;

import java.util.Collection;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.Env;
import org.rocksdb.Priority;

/**
 * RocksDB's settings that Flink has no option for, so that a checkpoint finds little to do.
 *
 * <p>A task stands still while RocksDB writes what is in its memtables to files, and with RocksDB's own settings that is
 * all that was written since the last checkpoint, of all tasks one after the other in the one thread of the process. With
 * small ones most of it is in files before, while the tasks work.
 */
public final class SmallMemtables implements RocksDBOptionsFactory {
    private static final long serialVersionUID = 1;

    /** Filled within a second by a busy task. */
    private static final long BYTES = 2 << 20;

    /** So that writers need not wait for the thread that empties them. */
    private static final int MOST = 6;

    /** As many bytes as four files of the usual size would hold: else each would be merged with all there is. */
    private static final int FILES_BEFORE_COMPACTION = 40;

    private static final int FILES_BEFORE_SLOWDOWN = 80;
    private static final int FILES_BEFORE_STOP = 120;
    private static final int FLUSHING_THREADS = 2;

    @Override
    public DBOptions createDBOptions(DBOptions current, Collection<AutoCloseable> toClose) {
        // Of the process: all its stores share them.
        Env.getDefault().setBackgroundThreads(FLUSHING_THREADS, Priority.HIGH);
        return current;
    }

    @Override
    public ColumnFamilyOptions createColumnOptions(ColumnFamilyOptions current, Collection<AutoCloseable> toClose) {
        return current.setWriteBufferSize(BYTES)
                .setMaxWriteBufferNumber(MOST)
                .setLevel0FileNumCompactionTrigger(FILES_BEFORE_COMPACTION)
                .setLevel0SlowdownWritesTrigger(FILES_BEFORE_SLOWDOWN)
                .setLevel0StopWritesTrigger(FILES_BEFORE_STOP);
    }
}
