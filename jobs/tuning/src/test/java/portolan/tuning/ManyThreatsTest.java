// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.archive.Archive;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.reading.Reading;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.score.Assessment;

/** An archive of years has seen more threats come and go than a rule set can have. */
class ManyThreatsTest {
    private static final int RULE_SETS = 10;
    private static final int THREATS_EACH = 30;

    @TempDir
    private Path directory = Path.of(".");

    @Test
    void reasonsAreFoundInEachOfThreeHundredThreats() throws Exception {
        List<Assessment> assessments = new ArrayList<>();
        for (int i = 0; i < RULE_SETS; i++) {
            assessments.add(ArchiveFiles.assessment(
                    ruleSet(i, 1),
                    "default",
                    new ConsignmentKey("MSCU:" + i + ":2026"),
                    1,
                    Instant.parse("2026-03-02T12:00:00Z"),
                    List.of(new Reading(Indicators.get("first_time_shipper"), 1, "")),
                    Map.of()));
        }
        ArchiveFiles.write(directory, assessments, List.of());

        try (LoadedArchive loaded = LoadedArchive.of(Archive.open(directory), ruleSet(0, 1), null, null)) {
            for (int i = 0; i < RULE_SETS; i++) {
                // The others were never assessed for the candidate's threats.
                assertThat(loaded.ask(ruleSet(i, 5)).moves())
                        .singleElement()
                        .satisfies(move -> assertThat(move.reasons())
                                .containsExactly(
                                        new WhatIfAnswer.Reason("threat", RULE_SETS - 1, 0),
                                        new WhatIfAnswer.Reason("new", 1, 4)));
            }
        }
    }

    private static RuleSet ruleSet(int number, int bits) {
        List<String> threats = IntStream.range(0, THREATS_EACH)
                .mapToObj(i -> "threat-" + number + '-' + i)
                .toList();
        return InventedArchive.compiled("name: many\nversion: 1\nwhy: for tests\nthreats:\n"
                + threats.stream()
                        .map(threat -> "  " + threat + ": {prior: -6, lanes: {red: -2, yellow: -3, blue: -4}}\n")
                        .collect(Collectors.joining())
                + "rules:\n  - {id: new, threats: [" + String.join(", ", threats)
                + "], when: first_time_shipper, bits: " + bits + ", why: a}\n");
    }
}
