// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeftoversTest {
    @TempDir
    private Path temporary;

    private Path data = Path.of(".");
    private Path shared = Path.of(".");
    private Path own = Path.of(".");
    private Set<Path> owned = Set.of();

    @BeforeEach
    void aSavepointThatAJobHasGoneOnFrom() throws IOException {
        data = temporary.toRealPath();
        shared = file("savepoints/savepoint-8/000012.sst");
        own = file("savepoints/savepoint-8/000013.sst");
        file("savepoints/savepoint-8/_metadata");
        file("checkpoints/b/chk-10/_metadata");
        file("checkpoints/b/chk-9/_metadata");
        owned = Set.of(data.resolve("savepoints/savepoint-8"), data.resolve("checkpoints/b"));
    }

    /** The job's checkpoints name tables of the savepoint that it began with, where they lie. */
    @Test
    void ofAnOldSavepointTheTablesStayThatCheckpointsShare() throws IOException {
        LatestState state = state(checkpoint(10, Map.of(shared, 1L)), checkpoint(9, Map.of()), savepoint());

        Leftovers deleted = Leftovers.delete(data, state, owned);

        assertThat(shared).exists();
        assertThat(own).doesNotExist();
        assertThat(data.resolve("savepoints/savepoint-8/_metadata")).doesNotExist();
        assertThat(deleted.toString()).contains("files=2,");
    }

    /** It is no savepoint any more, and is not what a run has left unfinished either. */
    @Test
    void theyStayAtTheNextStartToo() throws IOException {
        Files.delete(data.resolve("savepoints/savepoint-8/_metadata"));
        LatestState state = state(checkpoint(10, Map.of(shared, 1L)), checkpoint(9, Map.of(shared, 1L)));

        Leftovers.delete(data, state, owned);

        assertThat(shared).exists();
        assertThat(own).doesNotExist();
    }

    @Test
    void andGoWithTheLastThatSharesThem() throws IOException {
        Files.delete(data.resolve("savepoints/savepoint-8/_metadata"));

        Leftovers.delete(data, state(checkpoint(10, Map.of()), checkpoint(9, Map.of())), owned);

        assertThat(data.resolve("savepoints/savepoint-8")).doesNotExist();
        assertThat(data.resolve("checkpoints/b/chk-9/_metadata")).exists();
    }

    /** What a damaged one names is not known: a table of it that is gone could not be put back. */
    @Test
    void nothingGoesWhileOneIsDamaged() throws IOException {
        LatestState state = new LatestState(
                List.of(checkpoint(10, Map.of()), checkpoint(9, Map.of()), savepoint()),
                List.of(new LatestState.Damaged(data.resolve("checkpoints/b/chk-11"), "any")),
                List.of());

        assertThat(Leftovers.delete(data, state, owned).isEmpty()).isTrue();

        assertThat(own).exists();
    }

    /** A copy has the list of the original, and none of the original's names lie in it. */
    @Test
    void whatNoJobOwnsAtThisPlaceStaysThoughNothingNamesIt(@TempDir Path other) throws IOException {
        Files.delete(data.resolve("savepoints/savepoint-8/_metadata"));
        file("changelog/b/dstl/1");
        file("savepoints/savepoint-bbbbbb-1/000001.sst");
        OwnList list = new OwnList(data);
        owned.forEach(one -> add(list, one));
        add(list, data.resolve("checkpoints/bbbbbbbb"));
        Path copy = other.toRealPath();
        copy(data, copy);
        List<Path> before = files(copy);

        assertThat(new OwnList(copy).directories()).isEmpty();
        Leftovers.delete(copy, state(), new OwnList(copy).directories());

        assertThat(files(copy)).isEqualTo(before);
        Leftovers.delete(data, state(), list.directories());
        assertThat(files(data)).containsExactly(data.resolve("own"));
        assertThat(files(copy)).as("nor does the original's start").isEqualTo(before);
    }

    /** Whoever runs it moved the folder to another disk. Flink names files as it finds them, through the link. */
    @ParameterizedTest
    @ValueSource(strings = {"checkpoints", "changelog", "savepoints"})
    void throughALinkTheSameGoesAndTheSameStays(String linked, @TempDir Path disk) throws IOException {
        Path table = file("checkpoints/b/shared/1");
        Path log = file("changelog/b/dstl/1");
        Files.delete(data.resolve("savepoints/savepoint-8/_metadata"));
        Files.delete(own);
        List<Path> named = files(data);
        for (String folder : List.of("checkpoints/b/chk-11", "changelog/b/dstl", "savepoints/savepoint-8")) {
            file(folder + "/stray");
        }
        Files.move(data.resolve(linked), disk.resolve(linked));
        Files.createSymbolicLink(data.resolve(linked), disk.resolve(linked));

        Map<Path, Long> tables = Map.of(table, 1L, log, 1L, shared, 1L);
        Leftovers.delete(data, state(checkpoint(10, tables), checkpoint(9, Map.of())), owned);

        assertThat(files(data)).isEqualTo(named);
    }

    /** Else a start would delete whatever somebody has linked to. */
    @Test
    void aLinkStaysAndWhatItLeadsTo(@TempDir Path disk) throws IOException {
        Path others = Files.write(disk.resolve("others"), new byte[1]);
        Files.createDirectories(data.resolve("changelog"));
        List<Path> links = List.of(
                Files.createSymbolicLink(data.resolve("checkpoints/b/shared"), disk),
                Files.createSymbolicLink(data.resolve("checkpoints/b/chk-10/others"), others),
                Files.createSymbolicLink(data.resolve("changelog/b"), disk),
                Files.createSymbolicLink(data.resolve("tmp"), disk));

        Leftovers.delete(data, state(checkpoint(10, Map.of()), checkpoint(9, Map.of())), owned);

        assertThat(links).allSatisfy(link -> assertThat(link).isSymbolicLink());
        assertThat(others).exists();
    }

    private Snapshot checkpoint(int id, Map<Path, Long> tables) {
        return new Snapshot(data.resolve("checkpoints/b/chk-" + id), id, Map.of(), tables);
    }

    private Snapshot savepoint() {
        return new Snapshot(data.resolve("savepoints/savepoint-8"), 8, Map.of(), Map.of(shared, 1L, own, 1L));
    }

    private static LatestState state(Snapshot... intact) {
        return new LatestState(List.of(intact), List.of(), List.of());
    }

    private static void add(OwnList list, Path directory) {
        try {
            list.add(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : files(from)) {
            Path copied = to.resolve(from.relativize(file));
            Files.createDirectories(copied.getParent());
            Files.copy(file, copied);
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private Path file(String name) throws IOException {
        Path file = data.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, new byte[1]);
    }
}
