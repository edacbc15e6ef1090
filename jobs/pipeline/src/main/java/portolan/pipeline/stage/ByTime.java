// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.PublishedText;
import portolan.scoring.rules.Document;

/** The documents of one kind that a task goes by now, and those that it will, by order time. */
interface ByTime {
    /**
     * Takes a document in.
     *
     * @param document of the text; null of one that is retired
     */
    void add(PublishedText published, @Nullable Document document);

    /** Forgets and returns what no longer matters at this order time, nor later. */
    List<PublishedText> takeReplaced(long orderTime);
}
