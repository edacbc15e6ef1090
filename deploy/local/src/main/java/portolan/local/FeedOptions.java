// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portolan.archive.OutcomeFile;
import portolan.console.screen.TextLine;
import portolan.pipeline.files.FeedCounts;
import portolan.pipeline.files.FeedFile;
import portolan.schemas.mapping.MappingException;

/** Options of commands that read files of filings, and the reading: filings, outcomes and moves, merged by time. */
final class FeedOptions {
    @Option(
            names = "--filings",
            required = true,
            arity = "1..*",
            paramLabel = "FILE",
            description = "files of filings: JSON Lines, CSV, messages; or folders of them")
    @SuppressWarnings("NullAway.Init") // required: picocli sets it or refuses
    private List<Path> filings;

    @Option(
            names = "--moves",
            arity = "1..*",
            paramLabel = "FILE",
            description = "files of moves of containers: JSON Lines with the names of ContainerMoved")
    private List<Path> moves = List.of();

    @Mixin
    private final FeedForm form = new FeedForm();

    /** The files as they are to be read; each is there. */
    FeedFiles files(List<Path> outcomes) {
        FeedFiles files = form.files();
        FeedFiles.inFolders(filings).forEach(file -> FeedFiles.readable(file, "filings"));
        FeedFiles.inFolders(outcomes).forEach(file -> FeedFiles.readable(file, "outcomes"));
        moves.forEach(file -> FeedFiles.readable(file, "moves"));
        return files;
    }

    /**
     * Puts filings, outcomes and moves in the one order of all inputs, as frames in a file.
     *
     * @throws BadInput where a file cannot be read, or does not fit its mapping
     */
    FeedCounts order(
            FeedFiles files, List<Path> outcomes, boolean remembersPersons, Path work, Path frames, Progress progress)
            throws IOException {
        return order(files, outcomes, remembersPersons, work, frames, progress, null);
    }

    /**
     * The same, and every valid outcome is archived on the way.
     *
     * @param archive null for nowhere
     */
    FeedCounts order(
            FeedFiles files,
            List<Path> outcomes,
            boolean remembersPersons,
            Path work,
            Path frames,
            Progress progress,
            @Nullable OutcomeFile archive)
            throws IOException {
        FeedFile.Progress reading =
                (file, lines, done) -> progress.at("reading " + file + ", " + TextLine.counted(lines, "line"));
        try (FeedFile feed = new FeedFile(work, remembersPersons, reading)) {
            if (archive != null) {
                feed.archiveOutcomes(archive);
            }
            files.addFilings(feed, filings, progress);
            files.addOutcomes(feed, outcomes);
            moves.forEach(feed::addMoves);
            return feed.writeTo(frames);
        } catch (MappingException e) {
            throw new BadInput(e);
        } catch (UncheckedIOException e) {
            throw new BadInput(e);
        }
    }
}
