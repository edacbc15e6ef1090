// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import portolan.training.exercise.TrainingException;
import portolan.training.round.Gain;
import portolan.training.round.Round;
import portolan.training.round.Standing;

/** What several rounds say together, by the folders that their classes kept. */
final class ClassResults {
    /** Of a class's folder. */
    static final String ROUND = "round";

    /**
     * What each trainee gained between two rounds of one exercise, and the mean with its interval, as CSV.
     *
     * @throws TrainingException if one is still sealed, or they are not parallel
     */
    String gain(Path before, Path after) throws IOException, TrainingException {
        return Gain.of(unsealed(before), unsealed(after)).csv();
    }

    /**
     * The mean skill of those who agreed to be shown, over at least three rounds, as CSV.
     *
     * @param shown of these only those who agreed in the last round in which they took part
     * @throws TrainingException if one is still sealed
     */
    String standing(List<Path> folders, List<String> shown) throws IOException, TrainingException {
        List<Round> rounds = new ArrayList<>();
        for (Path folder : folders) {
            rounds.add(unsealed(folder));
        }
        rounds.sort(Comparator.comparing(round -> Objects.requireNonNull(round.startedAt())));
        return Standing.of(
                        rounds,
                        shown.stream().filter(name -> agrees(name, rounds)).toList())
                .csv();
    }

    /** What somebody said last counts: they may have taken it back. */
    private static boolean agrees(String trainee, List<Round> rounds) {
        boolean agrees = false;
        for (Round round : rounds) {
            boolean agreed = round.seats().agreed().contains(trainee);
            if (agreed || round.trainees().contains(trainee)) {
                agrees = agreed;
            }
        }
        return agrees;
    }

    /**
     * Rounds of the folders that a mentor names: of a class, or of a folder that has some.
     *
     * @param own round, which is none of them
     * @throws TrainingException if a folder has none
     */
    static List<Path> rounds(List<Path> folders, Path own) throws IOException, TrainingException {
        List<Path> rounds = new ArrayList<>();
        for (Path folder : folders) {
            List<Path> found = rounds(folder.toAbsolutePath());
            if (found.isEmpty()) {
                throw new TrainingException("no round is in this folder: folder=" + folder
                        + "; name one that a class kept with --folder, or one that has such folders");
            }
            rounds.addAll(found);
        }
        rounds.removeIf(round -> round.normalize().equals(own.toAbsolutePath().normalize()));
        return rounds.stream().distinct().toList();
    }

    private static List<Path> rounds(Path folder) throws IOException {
        if (Files.isDirectory(folder.resolve(ROUND))) {
            return List.of(folder.resolve(ROUND));
        }
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> classes = Files.list(folder)) {
            return classes.map(one -> one.resolve(ROUND))
                    .filter(Files::isDirectory)
                    .sorted()
                    .toList();
        }
    }

    private static Round unsealed(Path folder) throws IOException, TrainingException {
        return Round.finished(folder.resolve(ROUND), Clock.systemUTC());
    }
}
