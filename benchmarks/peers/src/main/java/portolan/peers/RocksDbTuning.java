// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import java.util.Map;

/**
 * What a peer whose memories lie in RocksDB is better off with than with the engine's settings, which it has otherwise:
 * bloom filters, incremental checkpoints, object reuse.
 */
final class RocksDbTuning {
    /**
     * Memtables that fill less often than the engine's, of as much memory; levels, which
     * merging by size was no better than (RATIONALE.md); and no log beside RocksDB, which ends checkpoints sooner and writes everything twice.
     */
    static final Map<String, String> OPTIONS = Map.of(
            "state.changelog.enabled", "false",
            "state.backend.rocksdb.predefined-options", "FLASH_SSD_OPTIMIZED",
            "state.backend.rocksdb.compaction.style", "LEVEL",
            "state.backend.rocksdb.writebuffer.size", "64 mb",
            "state.backend.rocksdb.writebuffer.count", "3",
            "state.backend.rocksdb.thread.num", "2");

    private RocksDbTuning() {}
}
