// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import portolan.archive.Archive;
import portolan.archive.ArchivedOutcome;
import portolan.archive.Days;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.manifest.Chosen;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Unit;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.ColumnVerdicts;
import portolan.scoring.rules.ConsignmentField;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.score.Assessment;

/**
 * An archive under the baseline: one day is made and written, and read again for every other day, with
 * consignments of its own.
 */
final class MillionRows {
    private static final int OF_ONE_DAY = 20_000;
    private static final Instant FIRST = Instant.parse("2026-03-02T00:00:00Z");
    private static final List<String> OFFICES = List.of("NLRTM", "BEANR", "DEHAM", "ALDRZ");
    private static final Duration APART = Duration.ofSeconds(4);

    private final Random random = new Random(20261130);
    private final RuleSet then = BaselineRuleSet.compiled();

    private Assessment assessment(int i) {
        List<Reading> readings = new ArrayList<>();
        for (Indicator indicator : Indicators.all()) {
            boolean isFlag = indicator.unit() == Unit.FLAG;
            if (random.nextInt(100) < (isFlag ? 40 : 15)) {
                double value = isFlag ? (random.nextInt(20) == 0 ? 1 : 0) : random.nextInt(400) / 100.0;
                readings.add(new Reading(indicator, value, ""));
            }
        }
        Map<ConsignmentField, Object> fields = new HashMap<>();
        fields.put(ConsignmentField.OFFICE, OFFICES.get(random.nextInt(OFFICES.size())));
        fields.put(ConsignmentField.LOADING_PORT, random.nextBoolean() ? "ECGYE" : "CNSHA");
        fields.put(ConsignmentField.HS4, random.nextBoolean() ? List.of("0803", "0804") : List.of("8471"));
        return ArchiveFiles.assessment(
                then, "default", new ConsignmentKey("K" + i), 1, FIRST.plus(APART.multipliedBy(i)), readings, fields);
    }

    /** Makes it in memory; what is on disk is its first day. */
    LoadedArchive loaded(Path directory, int days) throws Exception {
        List<Assessment> assessments = new ArrayList<>();
        for (int i = 0; i < OF_ONE_DAY; i++) {
            assessments.add(assessment(i));
        }
        ArchiveFiles.write(directory, assessments, List.of());
        Archive archive = Archive.open(directory);
        Days all = new Days(null, null);
        RowsReader reader = new RowsReader(then, all);
        Consignments consignments = new Consignments();
        List<Rows> rows = new ArrayList<>();
        List<ColumnVerdicts> verdicts = new ArrayList<>();
        int first = 0;
        for (int day = 0; day < days; day++) {
            for (Path file : archive.assessments(all)) {
                for (RowsReader.Unnumbered group : reader.read(file).groups()) {
                    rows.add(later(group, day).numbered(first, consignments));
                    verdicts.add(group.verdicts());
                    first += group.size();
                }
            }
        }
        Workers workers = new Workers();
        return new LoadedArchive(
                directory,
                new ArchiveLoad(workers, all),
                new ArchiveLoad.Loaded(
                        rows, verdicts, consignments, known(consignments.size()), reader.texts(), new Missing()),
                then,
                workers);
    }

    private static RowsReader.Unnumbered later(RowsReader.Unnumbered group, int days) {
        Rows rows = group.rows();
        long[] assessedAt = rows.assessedAt().clone();
        byte[] ofWeek = rows.days().clone();
        String[] keys = group.keys().clone();
        for (int row = 0; row < keys.length; row++) {
            assessedAt[row] += Duration.ofDays(days).toMillis();
            ofWeek[row] = (byte) (1 + (ofWeek[row] - 1 + days) % 7);
            keys[row] += "-" + days;
        }
        return new RowsReader.Unnumbered(
                group.tenants(),
                keys,
                new Rows(
                        rows.file(),
                        rows.group(),
                        0,
                        rows.consignments(),
                        assessedAt,
                        ofWeek,
                        rows.offices(),
                        rows.ruleSets(),
                        rows.moved(),
                        rows.drawn(),
                        rows.scores(),
                        rows.threats(),
                        rows.contributions(),
                        rows.facts()),
                group.verdicts());
    }

    private Known known(int consignments) {
        Known known = new Known(consignments);
        for (int i = 0; i < consignments; i++) {
            if (random.nextInt(20) == 0) {
                OutcomeCode code = random.nextInt(8) == 0 ? OutcomeCode.UNDERVALUED : OutcomeCode.NOTHING_FOUND;
                known.add(
                        i,
                        new ArchivedOutcome(
                                "o" + i,
                                "default",
                                "K",
                                code,
                                true,
                                1,
                                FIRST,
                                "DEHAM",
                                null,
                                null,
                                null,
                                null,
                                Chosen.UNSAID));
            }
        }
        return known;
    }
}
