// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What jobs own in a state directory: the directories of their checkpoints, and the savepoints that they went on from.
 * Nothing else is ever deleted as left over. Each entry says of which place it is: a copy of the directory has the list
 * too, and owns nothing by it until it is settled.
 */
final class OwnList {
    private static final String NAME = "own";

    private final Path directory;

    /** @param directory of state, absolute and without links */
    OwnList(Path directory) {
        this.directory = directory;
    }

    /** Adds a directory below. */
    void add(Path owned) throws IOException {
        String line = directory.relativize(owned) + place() + '\n';
        Files.writeString(directory.resolve(NAME), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Private.file(directory.resolve(NAME));
    }

    /** The directories that are owned, of which some may be gone. */
    Set<Path> directories() throws IOException {
        return of(place()).map(directory::resolve).collect(Collectors.toSet());
    }

    /** The place where the last job ran, if that is another; else null. */
    @Nullable
    Path elsewhere() throws IOException {
        List<String> all = lines();
        String last = all.isEmpty() ? "" : all.get(all.size() - 1);
        int at = last.indexOf('\t');
        return at < 0 || last.endsWith(place()) ? null : Path.of(URI.create(last.substring(at + 1)));
    }

    /** What the last job owned at another place, the next owns here. */
    void settle() throws IOException {
        if (elsewhere() != null) {
            List<String> all = lines();
            String last = all.get(all.size() - 1);
            String lines = of(last.substring(last.indexOf('\t')))
                    .map(owned -> owned + place() + '\n')
                    .collect(Collectors.joining());
            Files.writeString(directory.resolve(NAME), lines, StandardOpenOption.APPEND);
        }
    }

    private Stream<String> of(String place) throws IOException {
        return lines().stream()
                .filter(line -> line.endsWith(place))
                .map(line -> line.substring(0, line.length() - place.length()));
    }

    private List<String> lines() throws IOException {
        Path list = directory.resolve(NAME);
        return Files.notExists(list) ? List.of() : Files.readAllLines(list);
    }

    private String place() {
        return "\t" + directory.toUri();
    }
}
