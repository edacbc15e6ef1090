// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.training.exercise.TrainingException;
import portolan.training.round.Round;

/** Earlier rounds of a class, by the folders that their mentor named. They are read when somebody asks for them. */
final class PastRounds {
    private final List<Path> folders;
    private final Clock clock;
    private @Nullable List<Past> read;

    /** @param folders one a round */
    PastRounds(List<Path> folders, Clock clock) {
        this.folders = List.copyOf(folders);
        this.clock = clock;
    }

    /**
     * One of them.
     *
     * @param name of its folder, and no other's
     * @param round null where it cannot be compared with
     * @param fault why not; null where it can
     */
    record Past(
            String name, @Nullable Round round, @Nullable Exception fault) {
        private Instant startedAt() {
            Instant at = round == null ? null : round.startedAt();
            return at == null ? Instant.MAX : at;
        }
    }

    /** All, in the order in which they were held; those that cannot be read last. */
    synchronized List<Past> all() {
        if (read == null) {
            List<Past> all = new ArrayList<>();
            folders.forEach(folder -> all.add(read(folder)));
            all.sort(Comparator.comparing(Past::startedAt));
            // One that is sealed still may be opened meanwhile.
            read = all.stream().allMatch(past -> past.round() != null) ? List.copyOf(all) : null;
            return all;
        }
        return read;
    }

    private Past read(Path folder) {
        try {
            return new Past(name(folder), Round.finished(folder, clock), null);
        } catch (TrainingException | IOException unusable) {
            return new Past(name(folder), null, unusable);
        }
    }

    /** Of the class's folder; where two have the same name, with all that is before it. */
    private String name(Path folder) {
        String called = last(folder);
        return folders.stream().filter(one -> last(one).equals(called)).count() > 1
                ? String.valueOf(folder.getParent())
                : called;
    }

    private static String last(Path folder) {
        Path held = folder.getParent();
        return held == null ? folder.toString() : String.valueOf(held.getFileName());
    }
}
