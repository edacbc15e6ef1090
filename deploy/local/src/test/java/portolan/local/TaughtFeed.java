// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import portolan.pipeline.files.FeedFile;

/** Feeds from which something is learned: many offences, and half of all is inspected. */
final class TaughtFeed {
    static final int FILINGS = 1_600;

    private TaughtFeed() {}

    /** Writes its files to a directory. */
    static void generate(Path directory) {
        CommandRun.of(
                        "generate",
                        "--seed",
                        5,
                        "--filings",
                        FILINGS,
                        "--offences",
                        "0.1",
                        "--inspected",
                        "0.5",
                        "--out",
                        directory)
                .assertDone();
    }

    /** Such files in a directory, in the one order of all inputs. */
    static Replay.Feed ordered(Path directory, WorkingDirectory work, Progress progress) throws IOException {
        try (FeedFile file = new FeedFile(work.path(), false, (name, lines, done) -> {})) {
            FeedFiles files = FeedFiles.through(null, null);
            files.addFilings(file, List.of(directory.resolve("filings.jsonl")), progress);
            files.addOutcomes(file, List.of(directory.resolve("outcomes.jsonl")));
            file.writeTo(work.path().resolve("frames"));
        }
        return new Replay.Feed(work, progress);
    }
}
