// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.archive.ArchiveFile;
import portolan.archive.ArchiveWriter;
import portolan.archive.AssessmentReader;
import portolan.archive.RowGroup;
import portolan.scoring.indicator.Readings;
import portolan.scoring.indicator.filing.DataQuality;
import portolan.scoring.reading.Reading;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.Contribution;
import portolan.scoring.score.Particulars;
import portolan.scoring.score.Scorer;
import portolan.scoring.score.ThreatScore;

/** A row of the archive gives back the assessment that it was made of, to the bit. */
class ArchivedRowTest {
    private static final int ASSESSMENTS = 500;
    private static final int LONGEST = 1000;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void givesBackWhatItWasMadeOf(long seed) throws Exception {
        List<Assessment> assessments = new ArrayList<>();
        RandomAssessments random = new RandomAssessments(seed);
        while (assessments.size() < ASSESSMENTS) {
            Assessment next = random.next();
            if (hasEachThreatOnce(next)) {
                assessments.add(next);
            }
        }
        Path file = directory.resolve("rows.parquet");
        try (OutputStream out = Files.newOutputStream(file);
                ArchiveWriter<Assessment> writer = ArchiveWriter.assessments(out)) {
            for (Assessment assessment : assessments) {
                writer.write(assessment);
            }
        }

        try (ArchiveFile read = ArchiveFile.assessments(file)) {
            RowGroup rows = read.next();
            assertThat(rows).isNotNull();
            assertThat(rows.rows()).isEqualTo(ASSESSMENTS);
            AssessmentReader reader = new AssessmentReader(rows);
            for (int row = 0; row < ASSESSMENTS; row++) {
                assertThat(reader.get(row)).as("seed=%d, row=%d", seed, row).isEqualTo(archived(assessments.get(row)));
            }
            assertThat(read.next()).isNull();
        }
    }

    /** As every rule set sees to. */
    private static boolean hasEachThreatOnce(Assessment assessment) {
        Set<String> names = new HashSet<>();
        return assessment.threats().stream().allMatch(threat -> names.add(threat.threat()));
    }

    /** What the archive keeps: no parties, no evidence twice, texts at a bounded length, times to the millisecond. */
    private static Assessment archived(Assessment of) {
        return new Assessment(
                of.assessmentId(),
                of.tenant(),
                of.key(),
                of.filingId(),
                of.filingVersion(),
                millis(of.filedAt()),
                millis(of.assessedAt()),
                of.score(),
                of.lane(),
                of.threats().stream().map(ArchivedRowTest::archived).toList(),
                new DataQuality(
                        of.dataQuality().score(),
                        of.dataQuality().findings().stream()
                                .map(found -> new DataQuality.Finding(found.reason(), clipped(found.detail())))
                                .toList()),
                of.ruleSet(),
                of.position(),
                of.selectedBy(),
                of.engine(),
                of.reference(),
                of.decisionDueBy(),
                Readings.of(of.readings().all().stream()
                        .map(reading -> new Reading(reading.indicator(), reading.value(), clipped(reading.evidence())))
                        .toList()),
                of.fields(),
                of.urgent(),
                new Particulars(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        0,
                        of.particulars().stake()),
                of.table(),
                of.said());
    }

    private static ThreatScore archived(ThreatScore of) {
        return new ThreatScore(
                of.threat(),
                of.score(),
                Scorer.probability(of.score()),
                of.lane(),
                of.alerting(),
                of.urgent(),
                of.contributions().stream()
                        .map(given -> new Contribution(given.rule(), given.bits(), given.why(), ""))
                        .toList());
    }

    private static Instant millis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }

    private static String clipped(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end) + "...";
    }
}
