// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What was found of each kind of reference data, and what stands in for the rest: a line a kind, for people. */
final class Found {
    private final List<String> lines = new ArrayList<>();

    void say(String kind, List<ReferenceFile> files, int entries, String otherwise) {
        if (files.isEmpty()) {
            lines.add(kind + ": not given, " + otherwise);
            return;
        }
        String more = files.size() == 1 ? "" : " and " + (files.size() - 1) + " more";
        lines.add(String.format(
                Locale.ROOT, "%s: %,d from %s%s", kind, entries, files.get(0).name(), more));
    }

    void say(String kind, @Nullable ReferenceFile file, int entries, String otherwise) {
        say(kind, file == null ? List.of() : List.of(file), entries, otherwise);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
