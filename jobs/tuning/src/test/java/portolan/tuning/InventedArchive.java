// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.io.IOException;
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
import portolan.archive.Archive;
import portolan.archive.ArchiveException;
import portolan.archive.ArchivedOutcome;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.manifest.Chosen;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.ConsignmentField;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.scoring.score.Assessment;

/** A seeded archive: consignments with one to three assessments each over five weeks, at three offices or none. */
final class InventedArchive {
    static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
    static final int DAYS = 35;
    private static final int CONSIGNMENTS = 2_000;
    private static final List<String> OFFICES = List.of("DEHAM", "NLRTM", "BEANR");
    private static final List<Indicator> MEASURED = List.of(
            Indicators.get("commodity_offence_rate"),
            Indicators.get("shipper_offence_rate"),
            Indicators.get("commodity_out_of_profile"),
            Indicators.get("weight_out_of_habit"));

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
        List<Assessment> written = ArchiveFiles.write(directory, assessments, outcomes.values());
        assessments.clear();
        assessments.addAll(written);
        return Archive.open(directory);
    }

    private Assessment assessment(ConsignmentKey key, int version, Instant at) {
        List<Reading> readings = new ArrayList<>();
        for (Indicator indicator : MEASURED) {
            if (random.nextInt(3) > 0) {
                readings.add(new Reading(indicator, random.nextInt(600) / 100.0 - 1, ""));
            }
        }
        readings.add(new Reading(Indicators.get("first_time_shipper"), random.nextInt(4) == 0 ? 1 : 0, ""));
        Map<ConsignmentField, Object> fields = new HashMap<>();
        if (random.nextInt(20) > 0) {
            fields.put(ConsignmentField.OFFICE, OFFICES.get(random.nextInt(OFFICES.size())));
        }
        fields.put(ConsignmentField.LOADING_PORT, random.nextBoolean() ? "ECGYE" : "CNSHA");
        fields.put(ConsignmentField.HS4, random.nextBoolean() ? List.of("0803", "0804") : List.of());
        return ArchiveFiles.assessment(then, "default", key, version, at, readings, fields);
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
                null,
                Chosen.UNSAID);
    }
}
