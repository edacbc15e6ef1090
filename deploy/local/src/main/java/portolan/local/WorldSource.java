// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the feeds of a world come from. A feed is a folder: {@code filings.jsonl}, {@code outcomes.jsonl}, {@code
 * truth.csv} and, where there is a watch list, {@code watchlist.csv}.
 */
interface WorldSource {
    /** By which it stands in a report. */
    String name();

    /** Whether it is measured only where it is named. */
    boolean isVariant();

    /** What filers get wrong throughout, and its feeds can be made with. */
    List<String> artefacts();

    /**
     * Makes a feed.
     *
     * @param filings about so many
     * @param artefact one of the artefacts; empty for none
     * @param folder is there, and empty
     */
    void make(long seed, int filings, String artefact, Path folder) throws IOException, InterruptedException;
}
