// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.pipeline.kafka.Continuity;
import portolan.pipeline.store.TaskStore;

/**
 * The directory in which a job keeps its state, locked: while one has it no other process can, nor can anyone else in
 * this process. The lock is the operating system's, so it ends with its process, however that ends.
 */
public final class StateDirectory implements AutoCloseable {
    static final String TEMPORARY = "tmp";

    /** What the option does by which a directory may be used at another place. */
    static final String TAKE_OVER =
            "goes on with a state directory that is a copy, or was moved: no job may go on where it was";

    /** What the option does by which a copy is used beside the original. */
    static final String AS_NEW =
            "goes on with a copy of a state directory as another installation, beside the original:"
                    + " takes another --group-id and --archive. Both tell all results, under the same ids";

    private static final Logger LOG = LoggerFactory.getLogger(StateDirectory.class);
    private static final String LOCK = "portolan.lock";

    /**
     * Who has which in this process. On POSIX systems closing any channel of a file gives up all locks that the process
     * has on it, so a locked one must not even be opened.
     */
    private static final Map<Path, String> HELD_HERE = new ConcurrentHashMap<>();

    private final Path path;
    private final FileChannel lock;
    private final OwnList own;

    private StateDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
        this.own = new OwnList(path);
    }

    /**
     * Makes the directory where it is missing, lets nobody but its owner in, and locks it.
     *
     * @throws BadInput if another has it, naming who and since when
     */
    public static StateDirectory lock(Path directory) {
        try {
            Path path = made(directory);
            String holder = holder();
            String here = HELD_HERE.putIfAbsent(path, holder);
            if (here != null) {
                throw refused(path, here);
            }
            try {
                return new StateDirectory(path, locked(path, holder));
            } catch (IOException | RuntimeException e) {
                HELD_HERE.remove(path);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the state directory cannot be used: data=" + directory, e);
        }
    }

    /** Where it is, absolute and without links. */
    public Path path() {
        return path;
    }

    /**
     * What a job is to go on from, or null if it is to start empty. What is damaged is said and set aside, and what
     * killed runs have left is deleted; no job may run in it.
     *
     * @param takeOver whether it may be a copy, or have been moved: it is the job's from now on
     * @throws BadInput if there is something to go on from, but nothing that is intact
     */
    @Nullable
    Snapshot prepare(boolean takeOver, Consumer<String> say) throws Exception {
        return prepare(takeOver, null, say, (newest, newerIsDamaged) -> {});
    }

    /** Looks whether a job may go on from what was found. */
    @FunctionalInterface
    interface Check {
        void look(@Nullable Snapshot newest, boolean newerIsDamaged) throws Exception;
    }

    /**
     * The same.
     *
     * @param asNew of whom a copy is from now on, beside the original's job; null if of the same
     * @param check before anything is deleted: throws if the job may not
     */
    @Nullable
    Snapshot prepare(boolean takeOver, @Nullable Continuity asNew, Consumer<String> say, Check check) throws Exception {
        LatestState state = LatestState.lookIn(path);
        Snapshot found = state.newest(path);
        String was = found == null ? null : was(found);
        if (was != null && !takeOver && asNew == null) {
            throw LatestState.isACopy(path, was);
        }
        if (asNew != null) {
            mustBeAnothers(asNew, was);
        }
        Path elsewhere = own.elsewhere();
        if (was != null && elsewhere != null && !Snapshot.isSame(elsewhere, path)) {
            mustBeApart(elsewhere, asNew != null);
        }
        Snapshot newest = newest(state, say);
        check.look(newest, newest != null && state.hadNewer(newest));
        if (was != null) {
            for (Snapshot snapshot : state.intact()) {
                snapshot.settle(path);
                if (asNew != null) {
                    snapshot.forgetResults();
                }
            }
            if (asNew != null) {
                Private.file(asNew.write(path));
            }
            own.settle();
            say.accept(
                    asNew == null
                            ? "this state directory is a copy, or was moved, and is taken over: data=" + path + ", "
                                    + was
                            : "this copy is another installation's from now on: data=" + path + ", " + was + ", group="
                                    + asNew.group() + "; results since its checkpoint are told again, under the same"
                                    + " ids");
        }
        Leftovers deleted = Leftovers.delete(path, state, own.directories());
        if (!deleted.isEmpty()) {
            say.accept(deleted.toString());
        }
        restrict();
        return newest;
    }

    /**
     * The newest that is intact, or null if there is none at all. What is damaged is said and set aside.
     *
     * @throws BadInput if there is something to go on from, but nothing that is intact
     */
    @Nullable
    Snapshot newest(Consumer<String> say) throws IOException {
        return newest(LatestState.lookIn(path), say);
    }

    private void mustBeAnothers(Continuity asNew, @Nullable String was) throws IOException {
        if (was == null) {
            throw new BadInput("this state directory is no copy, or is used already: leave --as-new out: data=" + path);
        }
        if (asNew.group().equals(asNew.asOriginal(path).group())) {
            throw new BadInput("--as-new needs a --group-id that is not the original's: data=" + path + ", group="
                    + asNew.group());
        }
    }

    /** Where it was when a job last ran in it, or null if it was here. */
    private @Nullable String was(Snapshot newest) throws IOException {
        Path elsewhere = own.elsewhere();
        Set<Path> moved = Snapshot.moved(newest.directory(), path).keySet();
        return elsewhere != null
                ? "it was at=" + elsewhere.toUri()
                : moved.isEmpty()
                        ? null
                        : "its files were at=" + moved.iterator().next();
    }

    /** No job runs where this was, unless it may, nor would one here delete files there: a folder may be a link. */
    void mustBeApart(Path elsewhere, boolean mayRun) throws IOException {
        if (!mayRun) {
            mustBeUnlocked(elsewhere);
        }
        for (String folder : Snapshot.FOLDERS) {
            if (Snapshot.isSame(elsewhere.resolve(folder), path.resolve(folder))) {
                throw new BadInput(
                        "this state directory has a folder in common with the one that it is a copy of, and a"
                                + " job would delete its files: folder=" + path.resolve(folder) + ", data=" + elsewhere
                                + ". Copy what the link leads to");
            }
        }
    }

    private static void mustBeUnlocked(Path elsewhere) throws IOException {
        String here = Files.exists(elsewhere) ? HELD_HERE.get(elsewhere.toRealPath()) : null;
        if (here != null) {
            throw refused(elsewhere, here);
        }
        try (FileChannel channel = FileChannel.open(elsewhere.resolve(LOCK), StandardOpenOption.WRITE)) {
            if (channel.tryLock() == null) {
                throw refused(
                        elsewhere, Files.readString(elsewhere.resolve(LOCK)).strip());
            }
        } catch (FileSystemException e) {
            LOG.info("no lock is seen where the state was: data={}, why={}", elsewhere, e.toString());
        }
    }

    /** Takes from others what they may do with what is in it, as earlier releases left it. */
    void restrict() throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.toList()) {
                try {
                    if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                        Private.directory(each);
                    } else if (Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
                        Private.file(each);
                    }
                } catch (FileSystemException notOurs) {
                    LOG.warn("others may do with a file what its mode says: file={}", each, notOurs);
                }
            }
        }
    }

    /**
     * Remembers that a job goes on from a snapshot, which is no longer anybody else's then: a savepoint is deleted like a
     * checkpoint once there are newer ones.
     */
    void claim(Snapshot snapshot) throws IOException {
        // The job's of a checkpoint, or the savepoint.
        own.add(path.resolve(path.relativize(snapshot.directory()).subpath(0, 2)));
    }

    /** Remembers that a job writes its checkpoints here. */
    void own(JobID job) throws IOException {
        own.add(path.resolve("checkpoints").resolve(job.toString()));
    }

    private @Nullable Snapshot newest(LatestState state, Consumer<String> say) throws IOException {
        Snapshot newest = state.newest(path);
        for (LatestState.Damaged damaged : state.damaged()) {
            setAside(damaged.directory(), damaged.why(), say);
        }
        return newest;
    }

    /**
     * Names the damage for which a job has ended by itself, and sets what has it aside. All tables are read for it.
     *
     * @param failures of the job: only some of them are a reason to look
     */
    void nameDamageAfter(String failures, Consumer<String> say) throws IOException {
        if (failures.contains("Corruption") || failures.contains(TaskStore.DAMAGED)) {
            for (Snapshot newest :
                    LatestState.lookIn(path).intact().stream().limit(1).toList()) {
                List<String> damage = newest.damageAfter(failures);
                if (!damage.isEmpty()) {
                    setAside(newest.directory(), String.join("; ", damage), say);
                }
            }
        }
    }

    /** Where files are that a killed process leaves, which are deleted at the next start. */
    Path temporary() {
        return path.resolve(TEMPORARY);
    }

    /** Has a damaged snapshot not be chosen again. */
    static void setAside(Path snapshot, String why, Consumer<String> say) throws IOException {
        LatestState.setAside(snapshot);
        say.accept("damaged and set aside: " + new LatestState.Damaged(snapshot, why));
    }

    /** Lets others have it. The file stays: one that is deleted could be locked by one and made anew by another. */
    @Override
    public void close() {
        try {
            lock.truncate(0);
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the state directory cannot be unlocked: data=" + path, e);
        } finally {
            HELD_HERE.remove(path);
        }
    }

    private static Path made(Path directory) throws IOException {
        Private.directory(directory);
        return directory.toRealPath();
    }

    private static FileChannel locked(Path path, String holder) throws IOException {
        Path file = path.resolve(LOCK);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw refused(path, Files.readString(file).strip());
            }
            Private.file(file);
            channel.truncate(0);
            tell(holder, channel);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** A full disk may not take it, and is no reason not to start: that deletes what earlier runs have left. */
    private static void tell(String holder, FileChannel channel) {
        try {
            channel.write(ByteBuffer.wrap((holder + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            LOG.warn("who has the state directory is not in its lock: holder={}", holder, e);
        }
    }

    private static BadInput refused(Path path, String holder) {
        return new BadInput(
                "another process uses this state directory, wait for it, end it or take another --data: data=" + path
                        + ", " + (holder.isEmpty() ? "its name is not known" : holder));
    }

    private static String holder() {
        ProcessHandle self = ProcessHandle.current();
        Instant since = self.info().startInstant().orElseGet(Instant::now).truncatedTo(ChronoUnit.SECONDS);
        String command = System.getProperty("sun.java.command");
        return "pid=" + self.pid() + ", host=" + host() + ", since=" + since
                + (command == null ? "" : ", command=" + command);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
