// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What jobs own in a state directory: the directories of their checkpoints, and the savepoints that they went on from.
 * Nothing else is ever deleted as left over. Each entry says of which place it is: a copy of the directory has the list
 * too, and owns nothing by it.
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
        Path list = directory.resolve(NAME);
        if (Files.notExists(list)) {
            return Set.of();
        }
        return Files.readAllLines(list).stream()
                .filter(line -> line.endsWith(place()))
                .map(line -> directory.resolve(line.substring(0, line.length() - place().length())))
                .collect(Collectors.toSet());
    }

    private String place() {
        return "\t" + directory.toUri();
    }
}
