// SPDX-License-Identifier: Apache-2.0
package portolan.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;

/** RocksDB with room for all that a run keeps: one cache of blocks for all stores, the Flink peers' memtables. */
public final class StoreTuning implements RocksDBConfigSetter {
    private static final long BLOCK_CACHE_BYTES = 512L << 20;
    private static final long MEMTABLE_BYTES = 64L << 20;
    private static final int MEMTABLES = 3;
    private static final int BACKGROUND_JOBS = 2;

    private static final Cache BLOCKS = new LRUCache(BLOCK_CACHE_BYTES);

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        // What is there already has a bloom filter: Streams sets one.
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(BLOCKS);
        options.setTableFormatConfig(table);
        options.setWriteBufferSize(MEMTABLE_BYTES);
        options.setMaxWriteBufferNumber(MEMTABLES);
        options.setMaxBackgroundJobs(BACKGROUND_JOBS);
    }

    @Override
    public void close(String storeName, Options options) {
        // The cache is every store's, and goes with the process.
    }
}
