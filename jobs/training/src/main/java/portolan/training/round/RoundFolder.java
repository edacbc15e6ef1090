// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portolan.schemas.lines.ContentId;
import portolan.training.exercise.Exercise;
import portolan.training.exercise.SealedTruth;
import portolan.training.exercise.TrainingException;
import portolan.training.exercise.Truth;
import portolan.training.world.Dealt;

/**
 * The files of one round:
 *
 * <pre>
 *   exercise.yaml   the exercise
 *   filings.jsonl   the world without its truth
 *   truth.sealed    the truth of an exam
 *   truth.json      the truth of practice from the start, of an exam once it is unsealed
 *   journal.jsonl   all that happens
 * </pre>
 *
 * <p>They are written in a folder beside it, whose name ends with ".part", which becomes the round's once all are there.
 */
final class RoundFolder {
    private static final String EXERCISE = "exercise.yaml";
    private static final String FILINGS = "filings.jsonl";
    private static final String SEALED = "truth.sealed";
    private static final String TRUTH = "truth.json";
    private static final String PART = ".part";

    /** Another while it is filled. */
    private Path folder;

    private RoundFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * One to be filled beside the folder of a round, so that a kill leaves no half round in its place.
     *
     * @throws TrainingException if the folder of the round is in use
     */
    static RoundFolder create(Path folder) throws IOException, TrainingException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw new TrainingException("a round needs a folder of its own, and this one is not empty: folder="
                            + folder + "; name another, or go on with the round that is there");
                }
            }
        }
        Path part = folder.resolveSibling(folder.getFileName() + PART);
        if (Files.exists(part)) {
            clear(part);
        }
        Files.createDirectories(part);
        return new RoundFolder(part);
    }

    private static void clear(Path part) throws IOException {
        try (Stream<Path> files = Files.list(part)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    /** Starts the journal, and takes the place of the round's folder with all that was written. */
    Journal finish(Entry opened, Path place, List<Entry> entries) throws IOException {
        try (Journal journal = Journal.create(folder)) {
            journal.append(opened);
        }
        Files.deleteIfExists(place);
        Files.move(folder, place, StandardCopyOption.ATOMIC_MOVE);
        folder = place;
        return Journal.resume(place, entries);
    }

    static RoundFolder existing(Path folder) throws TrainingException {
        if (!Journal.isIn(folder)) {
            throw new TrainingException(
                    TrainingException.Kind.NO_ROUND,
                    folder.toString(),
                    "there is no round in this folder, or its opening was interrupted: folder=" + folder
                            + "; open one in an empty folder");
        }
        return new RoundFolder(folder);
    }

    /** What the journal starts with, once all files are on the disk. */
    Entry write(Exercise exercise, Dealt bare, Truth truth, char @Nullable [] passphrase, long at)
            throws IOException, TrainingException {
        byte[] filings = BareWorld.toBytes(bare);
        byte[] sealed = exercise.isExam()
                ? SealedTruth.seal(truth, exercise, Objects.requireNonNull(passphrase))
                        .toBytes()
                : truth.toBytes();
        write(EXERCISE, exercise.text().getBytes(StandardCharsets.UTF_8));
        write(FILINGS, filings);
        write(exercise.isExam() ? SEALED : TRUTH, sealed);
        return Entry.opened(at, exercise.hash(), ContentId.sha256Hex(sealed), ContentId.sha256Hex(filings));
    }

    private void write(String name, byte[] bytes) throws IOException {
        Path part = folder.resolve(name + PART);
        Files.write(part, bytes);
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    Journal resumeJournal(List<Entry> entries) throws IOException {
        return Journal.resume(folder, entries);
    }

    static Entry opened(Path folder, List<Entry> entries) throws TrainingException {
        if (entries.isEmpty() || entries.get(0).what() != Entry.What.OPENED) {
            throw new TrainingException("the journal does not say how the round was opened: folder=" + folder
                    + "; restore it from a copy, or open a new round in another folder");
        }
        return entries.get(0);
    }

    Exercise exercise(Entry opened) throws IOException, TrainingException {
        Exercise exercise = Exercise.parse(Files.readString(folder.resolve(EXERCISE)), EXERCISE);
        check(EXERCISE, exercise.hash(), opened.exercise());
        return exercise;
    }

    Dealt bare(Entry opened) throws IOException, TrainingException {
        byte[] filings = Files.readAllBytes(folder.resolve(FILINGS));
        check(FILINGS, ContentId.sha256Hex(filings), opened.dealt());
        return BareWorld.read(filings);
    }

    private void check(String name, String found, @Nullable String expected) throws TrainingException {
        if (!found.equals(expected)) {
            throw new TrainingException(
                    TrainingException.Kind.CHANGED,
                    folder.resolve(name).toString(),
                    "this file is not as it was when the round was opened: file="
                            + folder.resolve(name) + ", sha256=" + found + ", expected=" + expected
                            + "; restore it from a copy");
        }
    }

    Truth unseal(Exercise exercise, String hash, char @Nullable [] passphrase) throws IOException, TrainingException {
        String name = exercise.isExam() ? SEALED : TRUTH;
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(folder.resolve(name));
        } catch (NoSuchFileException e) {
            throw new TrainingException(
                    "the truth is gone: file=" + folder.resolve(name) + "; restore it from a copy", e);
        }
        check(name, ContentId.sha256Hex(bytes), hash);
        if (!exercise.isExam()) {
            return Truth.of(bytes);
        }
        if (passphrase == null) {
            throw new TrainingException("an exam is unsealed with the instructor's passphrase: give it");
        }
        Truth truth = SealedTruth.read(bytes).open(passphrase);
        write(TRUTH, truth.toBytes());
        return truth;
    }

    Truth openedTruth(Entry unsealed) throws IOException, TrainingException {
        byte[] bytes = Files.readAllBytes(folder.resolve(TRUTH));
        check(TRUTH, ContentId.sha256Hex(bytes), unsealed.truth());
        return Truth.of(bytes);
    }
}
