// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;

/**
 * Layout of the file that makes a checkpoint or savepoint complete: Flink's own bytes, and behind them, where Flink does
 * not look, a SHA-256 of each file that it names.
 *
 * <pre>
 *   Flink's | a line a file: 64 digits, two blanks, its path from here | 4 length of the lines | 32 sum of all before | 8 mark
 * </pre>
 *
 * <p>So sums are wherever the snapshot is, whatever copied it. Tables of RocksDB have none here: each of their blocks has
 * its own. Before 0.3.0 there was nothing behind Flink's bytes.
 */
public final class SnapshotMetadata {
    /** Its name in the directory of the checkpoint or savepoint. */
    public static final String NAME = "_metadata";

    private static final byte[] MARK = "PORTOLAN".getBytes(StandardCharsets.US_ASCII);
    private static final int SUM_BYTES = 32;
    private static final int SUM_DIGITS = 2 * SUM_BYTES;
    private static final int END_BYTES = Integer.BYTES + SUM_BYTES + MARK.length;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final String BLANKS = "  ";

    /** From a checkpoint, as {@code checkpoints/JOB/chk-ID} and {@code savepoints} lie beside each other. */
    private static final String SAVEPOINTS = "../../../savepoints";

    private final byte[] flinks;
    private final Map<String, String> sums;
    private final Path directory;

    private SnapshotMetadata(byte[] flinks, Map<String, String> sums, Path directory) {
        this.flinks = flinks;
        this.sums = sums;
        this.directory = directory;
    }

    /**
     * Those in a directory.
     *
     * @throws IOException if they cannot be read, or are not as they were written
     */
    public static SnapshotMetadata in(Path directory) throws IOException {
        byte[] file = Files.readAllBytes(directory.resolve(NAME));
        if (file.length == 0) {
            throw new IOException("it is empty");
        }
        int end = file.length - END_BYTES;
        if (end < 0 || !Arrays.equals(file, file.length - MARK.length, file.length, MARK, 0, MARK.length)) {
            SnapshotMetadata old = new SnapshotMetadata(file, Map.of(), directory);
            ByteArrayInputStream bytes = new ByteArrayInputStream(file);
            old.load(bytes);
            if (bytes.available() > 0) {
                throw new IOException("its checksum is missing");
            }
            return old;
        }
        ByteBuffer numbers = ByteBuffer.wrap(file, end, END_BYTES);
        int begin = end - numbers.getInt();
        byte[] sum = new byte[SUM_BYTES];
        numbers.get(sum);
        if (begin < 0 || !Arrays.equals(sum, sha256().digest(Arrays.copyOf(file, end + Integer.BYTES)))) {
            throw new IOException("its checksum is wrong");
        }
        Map<String, String> sums = new HashMap<>();
        new String(file, begin, end - begin, StandardCharsets.UTF_8)
                .lines()
                .forEach(line -> sums.put(line.substring(SUM_DIGITS + BLANKS.length()), line.substring(0, SUM_DIGITS)));
        return new SnapshotMetadata(Arrays.copyOf(file, begin), sums, directory);
    }

    /** What Flink reads of them. Files that lie beside them are named where they are now. */
    public CheckpointMetadata load() throws IOException {
        return load(new ByteArrayInputStream(flinks));
    }

    private CheckpointMetadata load(ByteArrayInputStream bytes) throws IOException {
        // Flink wants a file that is there, and takes its place: while metadata are written they have another name.
        try (Stream<Path> files = Files.list(directory)) {
            Path beside = files.filter(Files::isRegularFile).findAny().orElse(directory);
            return Checkpoints.loadCheckpointMetadata(
                    new DataInputStream(bytes),
                    SnapshotMetadata.class.getClassLoader(),
                    "file://" + beside.toUri().getPath());
        }
    }

    /** Whether a file of the snapshot has another sum than when the snapshot was taken; never if none was kept. */
    public boolean hasOtherSum(Path file) {
        String kept = sums.get(name(file));
        try {
            return kept != null && !kept.equals(sum(file));
        } catch (IOException e) {
            return true;
        }
    }

    /**
     * Replaces names of files, as Flink writes them, and keeps all else as it is. Sums are of what the files are now.
     *
     * @param names by those that they replace
     */
    public void rename(Map<String, String> names) throws IOException {
        store(renamed(flinks, names), directory);
    }

    private static byte[] renamed(byte[] flinks, Map<String, String> names) throws IOException {
        ByteArrayOutputStream renamed = new ByteArrayOutputStream(flinks.length);
        DataOutputStream out = new DataOutputStream(renamed);
        Set<Integer> lengths = names.keySet().stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8).length)
                .collect(Collectors.toSet());
        for (int at = 0; at < flinks.length; at++) {
            // A text is its length in two octets, and itself.
            int begin = at + Short.BYTES;
            int length = begin < flinks.length
                    ? Short.toUnsignedInt(ByteBuffer.wrap(flinks).getShort(at))
                    : 0;
            boolean mayBeOne = lengths.contains(length) && begin + length <= flinks.length;
            String to = mayBeOne ? names.get(new String(flinks, begin, length, StandardCharsets.UTF_8)) : null;
            if (to == null) {
                out.write(flinks[at]);
            } else {
                out.writeUTF(to);
                at = begin + length - 1;
            }
        }
        return renamed.toByteArray();
    }

    /**
     * Flink names a file of a savepoint by its last part, also in checkpoints of a job that went on from it, and looks
     * for it beside these (2.3.0, {@code MetadataV2V3SerializerBase}). This names it by the way there.
     *
     * @param others where snapshots were read from; a job manager that takes over from a lost one has read none, so it
     *     is looked for in all savepoints as well
     */
    private byte[] found(Set<Path> others) throws IOException {
        Set<String> missing = new HashSet<>();
        for (SnapshotFile file : SnapshotFile.of(load())) {
            if (file.isLocal() && directory.equals(file.path().getParent()) && Files.notExists(file.path())) {
                missing.add(file.path().getFileName().toString());
            }
        }
        if (missing.isEmpty()) {
            return flinks;
        }
        Set<Path> all = new LinkedHashSet<>(others);
        Path savepoints = directory.resolve(SAVEPOINTS).normalize();
        if (Files.isDirectory(savepoints)) {
            try (Stream<Path> each = Files.list(savepoints)) {
                each.forEach(all::add);
            }
        }
        Map<String, String> names = new HashMap<>();
        for (String last : missing) {
            all.stream()
                    .map(other -> other.resolve(last))
                    .filter(Files::exists)
                    .findFirst()
                    .ifPresent(file -> names.put(last, name(file)));
        }
        return renamed(flinks, names);
    }

    /** Leaves out what operators have kept, and keeps all else as it is. Their files stay where they are. */
    public void keepOnly(Predicate<OperatorState> kept) throws IOException {
        CheckpointMetadata all = load();
        ByteArrayOutputStream out = new ByteArrayOutputStream(flinks.length);
        Checkpoints.storeCheckpointMetadata(
                new CheckpointMetadata(
                        all.getCheckpointId(),
                        all.getOperatorStates().stream().filter(kept).toList(),
                        all.getMasterStates(),
                        all.getCheckpointProperties()),
                out);
        store(out.toByteArray(), directory);
    }

    /**
     * Replaces the metadata in a directory, or makes them, with sums of what the files are now.
     *
     * @param flinks as Flink writes them
     */
    public static void store(byte[] flinks, Path directory) throws IOException {
        org.apache.flink.core.fs.Path file = new org.apache.flink.core.fs.Path(
                "file://" + directory.resolve(NAME).toUri().getPath());
        RecoverableFsDataOutputStream out =
                FileSystem.get(file.toUri()).createRecoverableWriter().open(file);
        try (out) {
            out.write(flinks);
            out.closeForCommit().commit();
        }
    }

    /**
     * The whole file.
     *
     * @param flinks as Flink writes them
     * @param known sums of files, to which is added what was read, and of which the snapshot's stay
     * @param others where snapshots were read from
     * @throws IOException if a file is missing: the snapshot would not be complete
     */
    static byte[] whole(byte[] flinks, Path directory, Map<Path, String> known, Set<Path> others) throws IOException {
        byte[] found = new SnapshotMetadata(flinks, Map.of(), directory).found(others);
        SnapshotMetadata metadata = new SnapshotMetadata(found, Map.of(), directory);
        Map<Path, String> sums = new TreeMap<>();
        for (SnapshotFile file : SnapshotFile.of(metadata.load())) {
            if (file.isLocal() && !file.isTable() && !sums.containsKey(file.path())) {
                String before = known.get(file.path());
                sums.put(file.path(), before == null ? sum(file.path()) : before);
            }
        }
        known.putAll(sums);
        known.keySet().retainAll(sums.keySet());
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(found);
        sums.forEach((file, sum) ->
                whole.writeBytes((sum + BLANKS + metadata.name(file) + '\n').getBytes(StandardCharsets.UTF_8)));
        int behind = whole.size() - found.length;
        whole.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(behind).array());
        whole.writeBytes(sha256().digest(whole.toByteArray()));
        whole.writeBytes(MARK);
        return whole.toByteArray();
    }

    private String name(Path file) {
        return directory.relativize(file).toString();
    }

    /** SHA-256 of a file, in digits. */
    public static String sum(Path file) throws IOException {
        MessageDigest sum = sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sum.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(sum.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java has it", e);
        }
    }
}
