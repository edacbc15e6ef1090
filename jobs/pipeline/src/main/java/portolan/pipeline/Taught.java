// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline;

import org.jspecify.annotations.Nullable;
import portolan.scoring.learning.Inspected;
import portolan.scoring.learning.TrafficCount;

/** What Assess tells all tasks of Decide: what it counted in an hour, or what an inspection found; exactly one. */
public record Taught(@Nullable TrafficCount count, @Nullable Inspected inspected) {
    public Taught {
        if ((count == null) == (inspected == null)) {
            throw new IllegalArgumentException("either a count or an inspection");
        }
    }

    public static Taught of(TrafficCount count) {
        return new Taught(count, null);
    }

    public static Taught of(Inspected inspected) {
        return new Taught(null, inspected);
    }
}
