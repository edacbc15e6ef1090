// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import portolan.archive.Archive;
import portolan.archive.ArchiveException;
import portolan.archive.ArchiveFile;
import portolan.archive.AssessmentReader;
import portolan.archive.RowGroup;
import portolan.scoring.score.Assessment;

/** All rows of an archive, each once. */
final class ArchivedRows {
    private ArchivedRows() {}

    /** By their ids: an id that is there twice is a fault. */
    static Map<String, Assessment> assessments(Path archive) throws ArchiveException {
        Map<String, Assessment> rows = new TreeMap<>();
        for (Path path : Archive.open(archive).assessments()) {
            try (ArchiveFile file = ArchiveFile.assessments(path)) {
                assertThat(file.missing()).isEmpty();
                assertThat(file.unknown()).isEmpty();
                for (RowGroup group = file.next(); group != null; group = file.next()) {
                    AssessmentReader reader = new AssessmentReader(group);
                    for (int row = 0; row < group.rows(); row++) {
                        Assessment assessment = reader.get(row);
                        assertThat(rows.put(assessment.assessmentId(), assessment))
                                .as("doubled: " + assessment.assessmentId())
                                .isNull();
                    }
                }
            }
        }
        return rows;
    }
}
