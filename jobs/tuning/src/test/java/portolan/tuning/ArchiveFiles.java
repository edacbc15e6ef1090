// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.archive.Archive;
import portolan.archive.ArchiveWriter;
import portolan.archive.ArchivedOutcome;
import portolan.scoring.bank.BankValues;
import portolan.scoring.indicator.Readings;
import portolan.scoring.indicator.filing.DataQuality;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.manifest.Position;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.ConsignmentField;
import portolan.scoring.rules.Facts;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.StatedFields;
import portolan.scoring.rules.SuppressedRules;
import portolan.scoring.rules.Verdict;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.Contribution;
import portolan.scoring.score.Particulars;
import portolan.scoring.score.RuleSetRef;
import portolan.scoring.score.SelectedBy;
import portolan.scoring.score.ThreatScore;

/** Assessments as a job makes them and files as it writes them, of what a test states. */
final class ArchiveFiles {
    private ArchiveFiles() {}

    /** What a rule set made of some readings. */
    static Assessment assessment(
            RuleSet ruleSet,
            String tenant,
            ConsignmentKey key,
            int version,
            Instant at,
            List<Reading> readings,
            Map<ConsignmentField, Object> fields) {
        return assessment(
                ruleSet, tenant, key, version, at, readings, fields, SuppressedRules.NONE, Assessment.AS_WRITTEN);
    }

    /**
     * What a rule set made of some readings.
     *
     * @param table null of a release that did not say by what it weighed
     */
    static Assessment assessment(
            RuleSet ruleSet,
            String tenant,
            ConsignmentKey key,
            int version,
            Instant at,
            List<Reading> readings,
            Map<ConsignmentField, Object> fields,
            SuppressedRules suppressed,
            @Nullable Long table) {
        Map<Indicator, Double> values = new HashMap<>();
        readings.forEach(reading -> values.put(reading.indicator(), reading.value()));
        List<ThreatScore> threats = new ArrayList<>();
        Lane lane = Lane.GREEN;
        double score = Double.NEGATIVE_INFINITY;
        for (Verdict verdict : ruleSet.judge(
                ruleSet.fire(Facts.stated(values, fields)),
                at.atOffset(ZoneOffset.UTC).getDayOfWeek(),
                suppressed)) {
            threats.add(threat(ruleSet, verdict));
            lane = Lane.strictest(lane, verdict.lane());
            score = Math.max(score, Bits.ofUnits(verdict.score()));
        }
        boolean isDrawn = lane != Lane.RED && ruleSet.exploration().draws(key);
        return new Assessment(
                tenant + '/' + key.value() + '/' + version,
                tenant,
                key,
                key.value(),
                version,
                at,
                at,
                score,
                isDrawn ? Lane.RED : lane,
                threats,
                DataQuality.COMPLETE,
                RuleSetRef.signed(ruleSet),
                new Position(at.toEpochMilli(), Position.Input.FILING, "consignments.filed", 0, 1),
                isDrawn ? SelectedBy.EXPLORATION : SelectedBy.THRESHOLD,
                "test",
                "test",
                null,
                Readings.of(readings),
                StatedFields.of(fields),
                false,
                Particulars.NONE,
                table,
                BankValues.NONE);
    }

    private static ThreatScore threat(RuleSet ruleSet, Verdict verdict) {
        List<Contribution> contributions = verdict.shares().stream()
                .map(share -> new Contribution(share.name(), Bits.ofUnits(share.units()), share.why(), ""))
                .toList();
        return new ThreatScore(
                verdict.threat().name(),
                Bits.ofUnits(verdict.score()),
                0.5,
                verdict.lane(),
                ruleSet.alertsIn(verdict.lane()),
                false,
                contributions);
    }

    /**
     * Writes two files a day, and one of outcomes; returns the assessments in the order in which the archive has them.
     */
    static List<Assessment> write(Path directory, List<Assessment> assessments, Collection<ArchivedOutcome> outcomes)
            throws IOException {
        Map<String, List<Assessment>> files = new TreeMap<>();
        for (int i = 0; i < assessments.size(); i++) {
            Assessment each = assessments.get(i);
            String file = Archive.DAY
                    + each.assessedAt().atOffset(ZoneOffset.UTC).toLocalDate() + "/part-" + i % 2 + Archive.SUFFIX;
            files.computeIfAbsent(file, unused -> new ArrayList<>()).add(each);
        }
        List<Assessment> written = writeAssessments(directory, files);
        writeOutcomes(directory.resolve(Archive.OUTCOMES).resolve(Archive.DAY + "2026-05-01"), outcomes);
        return written;
    }

    /** Writes three files of all days, and one of outcomes, as {@code score} does. */
    static void writeScored(Path directory, List<Assessment> assessments, Collection<ArchivedOutcome> outcomes)
            throws IOException {
        List<Assessment> inOrder = assessments.stream()
                .sorted(Comparator.comparing(Assessment::assessedAt))
                .toList();
        Map<String, List<Assessment>> files = new TreeMap<>();
        for (Assessment each : inOrder) {
            String file =
                    Archive.SCORED + "/part-" + Math.floorMod(each.key().value().hashCode(), 3) + Archive.SUFFIX;
            files.computeIfAbsent(file, unused -> new ArrayList<>()).add(each);
        }
        writeAssessments(directory, files);
        writeOutcomes(directory.resolve(Archive.OUTCOMES).resolve(Archive.SCORED), outcomes);
    }

    private static List<Assessment> writeAssessments(Path directory, Map<String, List<Assessment>> files)
            throws IOException {
        List<Assessment> written = new ArrayList<>();
        for (Map.Entry<String, List<Assessment>> file : files.entrySet()) {
            Path path = directory.resolve(Archive.ASSESSMENTS).resolve(file.getKey());
            Files.createDirectories(path.getParent());
            try (OutputStream out = Files.newOutputStream(path);
                    ArchiveWriter<Assessment> writer = ArchiveWriter.assessments(out)) {
                for (Assessment each : file.getValue()) {
                    writer.write(each);
                    written.add(each);
                }
            }
        }
        return written;
    }

    private static void writeOutcomes(Path folder, Collection<ArchivedOutcome> outcomes) throws IOException {
        Path path = Files.createDirectories(folder).resolve("part-0" + Archive.SUFFIX);
        try (OutputStream out = Files.newOutputStream(path);
                ArchiveWriter<ArchivedOutcome> writer = ArchiveWriter.outcomes(out)) {
            for (ArchivedOutcome outcome : outcomes) {
                writer.write(outcome);
            }
        }
    }
}
