// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Profile;
import portolan.schemas.mapping.CsvMapping;

/** Files of filings, outcomes and moves of containers, read together in the one order of all inputs. */
public interface LineFiles {
    /** Filings as JSON Lines, to be read after those that were added before. */
    void addFilings(Path file);

    /** The filings of a CSV file through a mapping; what the file says of outcomes is left alone. */
    void addFilings(Path file, CsvMapping mapping);

    /**
     * The bills of a file that holds one message, as customs and carriers send them.
     *
     * @param profile of who sent it, the same for all files; null to read it by the standard
     */
    void addMessage(Path file, @Nullable Profile profile);

    /** Moves of containers as JSON Lines. */
    void addMoves(Path file);

    /** Outcomes as JSON Lines. */
    void addOutcomes(Path file);

    /** The outcomes of a CSV file through the outcomes section of a mapping. */
    void addOutcomes(Path file, CsvMapping mapping);
}
