// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The file of an index. One desk has it at a time: two that fill it would each go on where the other left off, and say
 * of what they did not read themselves that nobody confirmed it. The lock is the operating system's, and ends with the
 * process, however that ends.
 */
final class IndexFile implements AutoCloseable {
    /** Of the file's tables. A file of another version is begun anew. */
    static final int VERSION = 12;

    /**
     * Those of this process. On POSIX systems closing any channel of a file gives up all locks that the process has on it,
     * so a locked one must not even be opened.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final Path held;
    private final FileChannel lock;

    private IndexFile(Path path, Path held, FileChannel lock) {
        this.path = path;
        this.held = held;
        this.lock = lock;
    }

    /** @throws IndexException if another desk has it, or it cannot be locked */
    static IndexFile lock(Path path) {
        Path held = path.toAbsolutePath().normalize();
        if (!HELD_HERE.add(held)) {
            throw IndexException.inUse(path);
        }
        try {
            FileChannel lock =
                    FileChannel.open(Path.of(path + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                lock.close();
                throw IndexException.inUse(path);
            }
            return new IndexFile(path, held, lock);
        } catch (IOException e) {
            HELD_HERE.remove(held);
            throw new IndexException(path, e);
        } catch (IndexException e) {
            HELD_HERE.remove(held);
            throw e;
        }
    }

    /** Opens it to be written, or begins it. */
    Sql open() {
        if (!isUsable()) {
            delete();
        }
        Sql sql = Sql.open(path);
        try {
            // A page that changes often goes from the log into the file once in 16 MB, not once in four.
            sql.script("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000;");
            if (version(sql) == 0) {
                sql.script("BEGIN; " + schema() + " PRAGMA user_version = " + VERSION + "; COMMIT;");
            }
            return sql;
        } catch (IndexException e) {
            sql.close();
            throw e;
        }
    }

    /** Whether it is new, or of this release and whole as far as its head says. */
    private boolean isUsable() {
        try (Sql sql = Sql.open(path)) {
            return version(sql) == VERSION || version(sql) == 0;
        } catch (IndexException e) {
            if (e.isDamage()) {
                return false;
            }
            throw e;
        }
    }

    private static long version(Sql sql) {
        Long version = sql.first(SqlRow::number, "PRAGMA user_version");
        return version == null ? 0 : version;
    }

    private void delete() {
        try {
            for (String part : new String[] {"", "-wal", "-shm"}) {
                Files.deleteIfExists(Path.of(path + part));
            }
        } catch (IOException e) {
            throw new IndexException(path, e);
        }
    }

    private static String schema() {
        try (InputStream in = IndexFile.class.getResourceAsStream("schema.sql")) {
            if (in == null) {
                throw new IllegalStateException("schema.sql is not beside this class");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read schema.sql", e);
        }
    }

    /** Lets others have it. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new IndexException(path, e);
        } finally {
            HELD_HERE.remove(held);
        }
    }
}
