package portolan.tuning;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import portolan.archive.Archive;
import portolan.archive.ArchiveException;
import portolan.archive.ArchiveWriter;
import portolan.archive.ArchivedOutcome;
import portolan.scoring.indicator.DataQuality;
import portolan.scoring.indicator.Indicator;
import portolan.scoring.indicator.Reading;
import portolan.scoring.indicator.Readings;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.manifest.Position;
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
import portolan.scoring.score.SelectedBy;
import portolan.scoring.score.ThreatScore;

/** A seeded archive: consignments with one to three assessments each over five weeks, at three offices or none. */
final class InventedArchive {
    static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
    static final int DAYS = 35;
    private static final int CONSIGNMENTS = 2_000;
    private static final List<String> OFFICES = List.of("DEHAM", "NLRTM", "BEANR");
    private static final List<Indicator> MEASURED = List.of(
            Indicator.COMMODITY_OFFENCE_RATE,
            Indicator.SHIPPER_OFFENCE_RATE,
            Indicator.COMMODITY_OUT_OF_PROFILE,
            Indicator.WEIGHT_OUT_OF_HABIT);

    static final String THEN = """
            name: then
            version: 3
            why: in force all the time
            exploration: {share: 0.1, seed: 5}
            threats:
              revenue: {prior: -5, lanes: {red: 0, yellow: -2, blue: -4}}
              narcotics: {prior: -7, lanes: {red: -1, yellow: -3, blue: -5}}
            groups: {offences: 5}
            rules:
              - {id: goods, threats: [revenue], when: commodity_offence_rate > 0.5, bits: commodity_offence_rate, group: offences, why: a}
              - {id: shipper, threats: [revenue, narcotics], when: shipper_offence_rate > 1.0, bits: 2.5, group: offences, why: b}
              - {id: new, threats: [narcotics], when: first_time_shipper, bits: 3, why: c}
            """;

    private final Random random = new Random(20261125);
    private final RuleSet then = compiled(THEN);
    private final List<Assessment> assessments = new ArrayList<>();
    private final Map<String, ArchivedOutcome> outcomes = new LinkedHashMap<>();

    InventedArchive() {
        for (int i = 0; i < CONSIGNMENTS; i++) {
            ConsignmentKey key = new ConsignmentKey("MAEU:" + (260_000_000 + i * 7) + ":2026");
            Instant at =
                    FIRST.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(random.nextInt((DAYS - 4) * 86_400));
            int versions = 1 + random.nextInt(3);
            boolean isOffence = false;
            boolean isRed = false;
            for (int version = 1; version <= versions; version++) {
                Assessment assessment = assessment(key, version, at);
                assessments.add(assessment);
                isRed |= assessment.lane() == Lane.RED;
                isOffence |= assessment.score() > random.nextInt(12) - 6;
                at = at.plus(Duration.ofMinutes(random.nextInt(2_800)));
            }
            // All that is red is examined, drawn or not, and a few others for reasons of their own.
            if (isRed || random.nextInt(50) == 0) {
                outcomes.put(key.value(), outcome(key, isOffence, at));
            }
        }
    }

    static RuleSet compiled(String text) {
        Compiled compiled = RuleSetCompiler.compile(text);
        if (compiled instanceof Compiled.Refused refused) {
            throw new IllegalArgumentException(refused.render());
        }
        return ((Compiled.Accepted) compiled).ruleSet();
    }

    /** In the order in which the archive has them. */
    List<Assessment> assessments() {
        return assessments;
    }

    Map<String, ArchivedOutcome> outcomes() {
        return outcomes;
    }

    RuleSet then() {
        return then;
    }

    /** Writes it as a job does, several files a day. */
    Archive write(Path directory) throws IOException, ArchiveException {
        Map<String, List<Assessment>> files = new TreeMap<>();
        for (int i = 0; i < assessments.size(); i++) {
            Assessment each = assessments.get(i);
            String file = Archive.DAY
                    + each.assessedAt().atOffset(ZoneOffset.UTC).toLocalDate() + "/part-" + i % 2 + Archive.SUFFIX;
            files.computeIfAbsent(file, unused -> new ArrayList<>()).add(each);
        }
        assessments.clear();
        for (Map.Entry<String, List<Assessment>> file : files.entrySet()) {
            Path path = directory.resolve(Archive.ASSESSMENTS).resolve(file.getKey());
            Files.createDirectories(path.getParent());
            try (OutputStream out = Files.newOutputStream(path);
                    ArchiveWriter<Assessment> writer = ArchiveWriter.assessments(out)) {
                for (Assessment each : file.getValue()) {
                    writer.write(each);
                    assessments.add(each);
                }
            }
        }
        Path path = directory.resolve(Archive.OUTCOMES).resolve(Archive.DAY + "2026-05-01/part-0" + Archive.SUFFIX);
        Files.createDirectories(path.getParent());
        try (OutputStream out = Files.newOutputStream(path);
                ArchiveWriter<ArchivedOutcome> writer = ArchiveWriter.outcomes(out)) {
            for (ArchivedOutcome outcome : outcomes.values()) {
                writer.write(outcome);
            }
        }
        return Archive.open(directory);
    }

    private Assessment assessment(ConsignmentKey key, int version, Instant at) {
        List<Reading> readings = new ArrayList<>();
        for (Indicator indicator : MEASURED) {
            if (random.nextInt(3) > 0) {
                readings.add(new Reading(indicator, random.nextInt(600) / 100.0 - 1, ""));
            }
        }
        readings.add(new Reading(Indicator.FIRST_TIME_SHIPPER, random.nextInt(4) == 0 ? 1 : 0, ""));
        Map<ConsignmentField, Object> fields = new HashMap<>();
        if (random.nextInt(20) > 0) {
            fields.put(ConsignmentField.OFFICE, OFFICES.get(random.nextInt(OFFICES.size())));
        }
        fields.put(ConsignmentField.LOADING_PORT, random.nextBoolean() ? "ECGYE" : "CNSHA");
        fields.put(ConsignmentField.HS4, random.nextBoolean() ? List.of("0803", "0804") : List.of());
        Map<Indicator, Double> values = new HashMap<>();
        readings.forEach(reading -> values.put(reading.indicator(), reading.value()));
        List<ThreatScore> threats = new ArrayList<>();
        Lane lane = Lane.GREEN;
        double score = Double.NEGATIVE_INFINITY;
        for (Verdict verdict : then.judge(
                Facts.stated(values, fields), at.atOffset(ZoneOffset.UTC).getDayOfWeek())) {
            threats.add(threat(verdict));
            lane = Lane.strictest(lane, verdict.lane());
            score = Math.max(score, Bits.ofUnits(verdict.score()));
        }
        boolean isDrawn = lane != Lane.RED && then.exploration().draws(key);
        return new Assessment(
                key.value() + '/' + version,
                "default",
                key,
                key.value(),
                version,
                at,
                at,
                score,
                isDrawn ? Lane.RED : lane,
                threats,
                DataQuality.COMPLETE,
                RuleSetRef.signed(then),
                new Position(at.toEpochMilli(), Position.Input.FILING, "consignments.filed", 0, assessments.size()),
                isDrawn ? SelectedBy.EXPLORATION : SelectedBy.THRESHOLD,
                "test",
                "test",
                null,
                Readings.of(readings),
                StatedFields.of(fields),
                false,
                new Particulars(null, null, null, null));
    }

    private ThreatScore threat(Verdict verdict) {
        List<Contribution> contributions = verdict.shares().stream()
                .map(share -> new Contribution(share.name(), Bits.ofUnits(share.units()), share.why(), ""))
                .toList();
        return new ThreatScore(
                verdict.threat().name(),
                Bits.ofUnits(verdict.score()),
                0.5,
                verdict.lane(),
                then.alertsIn(verdict.lane()),
                false,
                contributions);
    }

    private ArchivedOutcome outcome(ConsignmentKey key, boolean isOffence, Instant at) {
        return new ArchivedOutcome(
                "o-" + key.value(),
                "default",
                key.value(),
                isOffence ? OutcomeCode.UNDERVALUED : OutcomeCode.NOTHING_FOUND,
                true,
                1,
                at.plus(Duration.ofDays(2)),
                "DEHAM",
                null,
                null,
                null,
                null);
    }
}
