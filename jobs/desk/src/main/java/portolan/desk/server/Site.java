// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is served: the desk, or an exercise that looks like it.
 *
 * @param home where whoever comes in begins
 * @param texts before the keys of texts that differ from the desk's; empty for the desk
 * @param isExercise whether each page says that nothing on it is real
 * @param changesPlaces whether guests take each other's places
 * @param language in which it begins to speak; null for the browser's
 * @param ways to other pages, for those who may
 */
public record Site(
        String home,
        String texts,
        boolean isExercise,
        boolean changesPlaces,
        @Nullable Locale language,
        List<Guarded> ways) {
    /** The desk itself. */
    public static final Site DESK = new Site(
            "/worklist",
            "",
            false,
            true,
            null,
            List.of(
                    new Guarded(Action.SEE_WORKLIST, new Shell.Way("w", "/worklist", "nav.worklist")),
                    new Guarded(Action.SEE_CONSIGNMENT, new Shell.Way("v", "/conveyances", "nav.conveyances")),
                    new Guarded(Action.SEARCH, new Shell.Way("s", "/search", "nav.search")),
                    new Guarded(Action.SEE_RULES, new Shell.Way("r", "/rules", "nav.rules")),
                    new Guarded(Action.SEE_OPERATIONS, new Shell.Way("o", "/operations", "nav.operations")),
                    new Guarded(Action.SEE_AUDIT, new Shell.Way("a", "/audit", "nav.audit"))));

    public Site {
        ways = List.copyOf(ways);
    }

    /** A way, and what one must be allowed to take it. */
    public record Guarded(Action action, Shell.Way way) {}

    /** The key of a text that each site has its own of. */
    public String text(String key) {
        return texts + key;
    }
}
