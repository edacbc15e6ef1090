// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The offices with metrics of their own; the codes of a feed that sends nonsense have one name together. */
final class NamedOffices {
    private static final int MOST = 200;
    private static final String NONE = "none";
    private static final String OTHER = "other";

    private final Set<String> named = new HashSet<>();

    /** The name under which an office is counted. */
    String of(@Nullable String office) {
        if (office == null) {
            return NONE;
        }
        if (named.size() < MOST) {
            named.add(office);
        }
        return named.contains(office) ? office : OTHER;
    }
}
