// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import portolan.archive.ArchiveWriter;
import portolan.archive.ArchivedOutcome;
import portolan.scoring.bank.BankValues;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.indicator.Readings;
import portolan.scoring.indicator.filing.DataQuality;
import portolan.scoring.manifest.Chosen;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.manifest.Position;
import portolan.scoring.reading.Reading;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.ConsignmentField;
import portolan.scoring.rules.Facts;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.scoring.rules.StatedFields;
import portolan.scoring.rules.Verdict;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.Contribution;
import portolan.scoring.score.Particulars;
import portolan.scoring.score.RuleSetRef;
import portolan.scoring.score.Scorer;
import portolan.scoring.score.SelectedBy;
import portolan.scoring.score.ThreatScore;

/** Ten days with four consignments each, of which one is of a new shipper, and red; assessed at noon. */
final class TenDays {
    private static final Instant FIRST = Instant.parse("2026-03-02T12:00:00Z");
    private static final int DAYS = 10;
    static final String RULES = """
            name: harbour
            version: 7
            why: for tests
            threats:
              narcotics:
                prior: -6
                lanes: {red: -3, yellow: -4, blue: -5}
            rules:
              - id: new-shipper
                threats: [narcotics]
                when: first_time_shipper
                bits: 3
                why: nothing was seen of this shipper before
            """;
    static final RuleSet THEN = ((Compiled.Accepted) RuleSetCompiler.compile(RULES)).ruleSet();

    private TenDays() {}

    /** Writes an archive: a file of assessments and one of outcomes a day. */
    static void archive(Path archive) throws IOException {
        for (int day = 0; day < DAYS; day++) {
            Instant noon = noon(day);
            try (OutputStream out = Files.newOutputStream(file(archive, "assessments", day));
                    ArchiveWriter<Assessment> writer = ArchiveWriter.assessments(out)) {
                for (int i = 0; i < 4; i++) {
                    writer.write(assessment("default", "MSCU:D" + day + "N" + i + ":2026", noon, i == 0));
                }
            }
            try (OutputStream out = Files.newOutputStream(file(archive, "outcomes", day));
                    ArchiveWriter<ArchivedOutcome> writer = ArchiveWriter.outcomes(out)) {
                writer.write(outcome("MSCU:D" + day + "N0:2026", noon, day < 4));
            }
        }
    }

    /** One more consignment of a new shipper on the first day, of another tenant. */
    static void another(Path archive, String tenant) throws IOException {
        try (OutputStream out =
                        Files.newOutputStream(file(archive, "assessments", 0).resolveSibling("part-2.parquet"));
                ArchiveWriter<Assessment> writer = ArchiveWriter.assessments(out)) {
            writer.write(assessment(tenant, "MSCU:D0N0:2026", noon(0), true));
        }
    }

    private static Instant noon(int day) {
        return FIRST.plus(Duration.ofDays(day));
    }

    /** The file of a day, the first being 0. */
    static Path file(Path archive, String table, int day) throws IOException {
        String date = noon(day).toString().substring(0, 10);
        return Files.createDirectories(archive.resolve(table).resolve("day=" + date))
                .resolve("part-1.parquet");
    }

    private static ArchivedOutcome outcome(String key, Instant at, boolean isOffence) {
        return new ArchivedOutcome(
                "outcome-" + key,
                "default",
                key,
                isOffence ? OutcomeCode.SMUGGLED_GOODS : OutcomeCode.NOTHING_FOUND,
                true,
                1,
                at,
                "NLRTM",
                null,
                null,
                null,
                null,
                Chosen.UNSAID);
    }

    private static Assessment assessment(String tenant, String key, Instant at, boolean isNew) {
        StatedFields fields = StatedFields.of(Map.of(ConsignmentField.OFFICE, "NLRTM"));
        double first = isNew ? 1 : 0;
        Facts facts = Facts.stated(Map.of(Indicators.get("first_time_shipper"), first), fields.stated());
        Verdict verdict = THEN.judge(facts, DayOfWeek.MONDAY).get(0);
        double bits = Bits.ofUnits(verdict.score());
        List<Contribution> given = new ArrayList<>();
        for (Verdict.Share share : verdict.shares()) {
            given.add(new Contribution(share.name(), Bits.ofUnits(share.units()), share.why(), ""));
        }
        boolean isRed = verdict.lane() == Lane.RED;
        return new Assessment(
                "id-" + key,
                tenant,
                new ConsignmentKey(key),
                "F-" + key,
                1,
                at.minusSeconds(4),
                at,
                bits,
                verdict.lane(),
                List.of(new ThreatScore(
                        "narcotics", bits, Scorer.probability(bits), verdict.lane(), isRed, false, given)),
                new DataQuality(1, List.of()),
                new RuleSetRef(THEN.name(), THEN.version(), THEN.hash(), false),
                new Position(at.toEpochMilli(), Position.Input.FILING, "consignments.filed", 0, 1L),
                SelectedBy.THRESHOLD,
                "1.0",
                "6500f3e0988a",
                at.plusSeconds(86_400),
                Readings.of(List.of(new Reading(Indicators.get("first_time_shipper"), first, ""))),
                fields,
                false,
                Particulars.NONE,
                0L,
                BankValues.NONE);
    }
}
