// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What goods of an HS chapter can weigh for their volume, and at which temperature they travel; a table of ours. */
public final class ChapterNorms {
    static final OwnTable OURS = new OwnTable(
            "chapter-norms.csv", "chapter", "least_kg_m3", "most_kg_m3", "coldest_c", "warmest_c", "refrigerated");

    private static final double MOST_DENSE = 25_000;
    private static final double ABSOLUTE_ZERO = -273;
    private static final double BOILING = 100;

    /**
     * NaN where nothing can be said.
     *
     * @param refrigerated whether goods of the chapter in a refrigerated box need it to run
     */
    public record Norm(double leastDensity, double mostDensity, double coldest, double warmest, boolean refrigerated) {}

    private final Map<String, Norm> norms;

    private ChapterNorms(Map<String, Norm> norms) {
        this.norms = norms;
    }

    static ChapterNorms load(ReferenceFiles files, List<String> faults) throws IOException {
        Map<String, Norm> norms = new HashMap<>();
        OURS.read(
                files.ours(OURS, faults),
                fields -> norms.put(
                        fields.get(0),
                        new Norm(
                                TableNumbers.orNone(0, MOST_DENSE, fields.get(1)),
                                TableNumbers.orNone(0, MOST_DENSE, fields.get(2)),
                                TableNumbers.orNone(ABSOLUTE_ZERO, BOILING, fields.get(3)),
                                TableNumbers.orNone(ABSOLUTE_ZERO, BOILING, fields.get(4)),
                                fields.get(5).equals("yes"))),
                faults);
        return new ChapterNorms(norms);
    }

    /** The norm of a code's chapter, or null when there is none. */
    public @Nullable Norm of(String hsCode) {
        return hsCode.length() < 2 ? null : norms.get(hsCode.substring(0, 2));
    }
}
