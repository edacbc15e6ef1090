// SPDX-License-Identifier: Apache-2.0
package portolan.console.explain;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import portolan.archive.Archive;
import portolan.archive.ArchiveException;
import portolan.archive.ArchiveFile;
import portolan.archive.AssessmentReader;
import portolan.archive.AssessmentTable;
import portolan.archive.DamagedPageException;
import portolan.archive.RowGroup;
import portolan.archive.TextColumn;
import portolan.console.screen.TextLine;
import portolan.scoring.score.Assessment;

/**
 * All assessments of one consignment in an archive, and what else is there. Only keys are read of files that have none.
 */
final class ArchiveSearch {
    private static final int KEYS_SHOWN = 3;

    private final List<Found> found = new ArrayList<>();
    private final Set<String> examples = new TreeSet<>();
    private long rows;
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    private ArchiveSearch() {}

    /**
     * An assessment and what its file lacks.
     *
     * @param missing readings and fields that this release knows and the release that wrote the file did not
     */
    record Found(Assessment assessment, Path file, List<String> missing) {}

    /**
     * Where a score stands.
     *
     * @param higher assessments of the tenant with a higher score
     * @param of all of them
     */
    record Rank(long higher, long of) {
        String inWords() {
            double percent = 100.0 * (higher + 1) / of;
            return TextLine.number(higher + 1) + " of " + TextLine.counted(of, "archived assessment")
                    + ", among the riskiest "
                    + (percent < 0.01 ? "0.01" : String.format(Locale.ROOT, percent < 1 ? "%.2f" : "%.0f", percent))
                    + " %";
        }
    }

    /** Where a score stands among all that is archived of its tenant. */
    static Rank rank(Archive archive, Assessment assessment) throws ArchiveException {
        long higher = 0;
        long of = 0;
        for (Path path : archive.assessments()) {
            try (ArchiveFile file =
                    ArchiveFile.assessments(path, List.of(AssessmentTable.TENANT, AssessmentTable.SCORE))) {
                for (RowGroup group = file.next(); group != null; group = file.next()) {
                    TextColumn tenants = group.texts(AssessmentTable.TENANT);
                    int own = tenants.texts().indexOf(assessment.tenant());
                    double[] scores = group.reals(AssessmentTable.SCORE);
                    for (int row = 0; row < scores.length; row++) {
                        if (tenants.codes()[row] == own) {
                            of++;
                            higher += scores[row] > assessment.score() ? 1 : 0;
                        }
                    }
                }
            } catch (DamagedPageException damaged) {
                throw damaged.unreadable();
            }
        }
        return new Rank(higher, of);
    }

    static ArchiveSearch of(Archive archive, String key) throws ArchiveException {
        ArchiveSearch search = new ArchiveSearch();
        for (Path file : archive.assessments()) {
            try {
                search.look(file, key);
            } catch (DamagedPageException damaged) {
                throw damaged.unreadable();
            }
        }
        search.found.sort(Comparator.comparing(Found::assessment, Comparator.comparing(Assessment::position)));
        return search;
    }

    private void look(Path path, String key) throws ArchiveException {
        boolean hit = false;
        try (ArchiveFile file =
                ArchiveFile.assessments(path, List.of(AssessmentTable.CONSIGNMENT_KEY, AssessmentTable.ASSESSED_AT))) {
            for (RowGroup group = file.next(); group != null; group = file.next()) {
                TextColumn keys = group.texts(AssessmentTable.CONSIGNMENT_KEY);
                hit |= keys.texts().contains(key);
                note(group, keys);
            }
        }
        if (hit) {
            take(path, key);
        }
    }

    private void note(RowGroup group, TextColumn keys) {
        rows += group.rows();
        for (int i = 0; examples.size() < KEYS_SHOWN && i < keys.texts().size(); i++) {
            examples.add(keys.texts().get(i));
        }
        for (long time : group.longs(AssessmentTable.ASSESSED_AT)) {
            Instant at = Instant.ofEpochMilli(time);
            first = at.isBefore(first) ? at : first;
            last = at.isAfter(last) ? at : last;
        }
    }

    private void take(Path path, String key) throws ArchiveException {
        try (ArchiveFile file = ArchiveFile.assessments(path)) {
            for (RowGroup group = file.next(); group != null; group = file.next()) {
                AssessmentReader reader = new AssessmentReader(group);
                for (int row = 0; row < group.rows(); row++) {
                    if (reader.key(row).equals(key)) {
                        found.add(new Found(reader.get(row), path, file.missing()));
                    }
                }
            }
        }
    }

    /** In the order of their inputs. */
    List<Found> found() {
        return Collections.unmodifiableList(found);
    }

    long rows() {
        return rows;
    }

    /** Some keys, as they are spelled. */
    Set<String> examples() {
        return Collections.unmodifiableSet(examples);
    }

    @Nullable
    Instant first() {
        return rows == 0 ? null : first;
    }

    @Nullable
    Instant last() {
        return rows == 0 ? null : last;
    }
}
