// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Filing;
import portolan.training.engine.Scored;
import portolan.training.papers.PaperSet;

/**
 * A consignment of the window as trainees may see it.
 *
 * @param versions by time; the last one counts
 * @param papers that travel with it; empty where the exercise has none
 * @param arrived in real time
 * @param due in real time, until when it can be picked; null where the round has no clock
 * @param scored what the engine says; null where the exercise grants neither reasons nor score
 */
public record Shown(
        String key,
        List<Filing> versions,
        List<PaperSet.Paper> papers,
        Instant arrived,
        @Nullable Instant due,
        @Nullable Scored scored) {
    public Shown {
        versions = List.copyOf(versions);
        papers = List.copyOf(papers);
    }

    public Filing filing() {
        return versions.get(versions.size() - 1);
    }
}
