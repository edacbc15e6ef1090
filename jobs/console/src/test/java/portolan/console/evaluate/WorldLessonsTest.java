// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.scoring.second.Lessons;
import portolan.scoring.second.Row;

class WorldLessonsTest {
    private static final RuleSet RULES = ((Compiled.Accepted) RuleSetCompiler.compile("""
                    name: test
                    version: 1
                    why: judged in tests
                    threats: {any: {overall: true, prior: -5, lanes: {red: 0, yellow: -2, blue: -4}}}
                    rules:
                      - {id: risk, threats: [any], bits: 1, when: "notorious_goods > 1.0", why: w}
                    """)).ruleSet();

    @TempDir
    private Path directory;

    @Test
    void allOffencesAndATenthOfTheRestTeachByTheirLastVersion() throws Exception {
        StringBuilder rows = new StringBuilder("consignmentKey,scheme,filedAt,filingIds\n");
        for (int bill = 0; bill < 800; bill++) {
            String scheme = bill % 40 == 0 ? "rip_on" : bill % 40 == 1 ? "withdrawn" : "clean";
            rows.append("B%d,%s,%s,F%d%n".formatted(bill, scheme, filed(bill), bill));
        }
        WorldTruth truth = WorldTruth.read(Files.writeString(directory.resolve("truth.csv"), rows));
        WorldLessons lessons = new WorldLessons(RULES, truth);
        for (int version = 1; version <= 2; version++) {
            for (int bill = 0; bill < 800; bill++) {
                lessons.hear("B" + bill, filed(bill).toEpochMilli() + version, new float[] {version});
            }
        }

        assertThat(lessons.rows())
                .filteredOn(Row::find)
                .extracting(Row::key)
                .contains("B120", "B760")
                .doesNotContain("B80");
        assertThat(lessons.rows())
                .filteredOn(row -> !row.find())
                .hasSizeBetween(40, 100)
                .allMatch(row -> Lessons.isSampled(Lessons.spread(row.key())));
        assertThat(lessons.rows()).extracting(row -> row.values()[0]).containsOnly(2f);
        assertThat(lessons.rows()).extracting(Row::key).doesNotContain("B121", "B761");
    }

    private static Instant filed(int bill) {
        return Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofHours(bill));
    }
}
