// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import portolan.training.exercise.TrainingException;

/** A folder in the hands of one class: a second one would write the same journal. It ends with its process. */
public final class RoundLock implements AutoCloseable {
    private static final String FILE = "class.lock";

    private final Path folder;
    /** Held on to: what nobody refers to is forgotten within its process. */
    private final FileLock lock;

    private RoundLock(Path folder, FileLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Takes a folder.
     *
     * @throws TrainingException if another class has it
     */
    public static RoundLock take(Path folder, Clock clock) throws IOException, TrainingException {
        Path file = folder.resolve(FILE);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lock(channel);
        if (lock == null) {
            channel.close();
            throw new TrainingException("another class has this folder: folder=" + folder + ", "
                    + Files.readString(file).strip() + "; end that one, or name another folder");
        }
        String who = "process=" + ProcessHandle.current().pid() + ", since="
                + clock.instant().truncatedTo(ChronoUnit.SECONDS) + '\n';
        channel.truncate(0).write(ByteBuffer.wrap(who.getBytes(StandardCharsets.UTF_8)));
        return new RoundLock(folder, lock);
    }

    public Path folder() {
        return folder;
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ofThisProcess) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        lock.acquiredBy().close();
    }
}
