// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.archive.Archive;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.reading.Reading;
import portolan.scoring.rules.ConsignmentField;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.score.Assessment;

/** Two tenants may have offices of one name: what one can look at is no help to the other. */
class TenantsTest {
    private static final RuleSet RULES = InventedArchive.compiled("""
            name: harbour
            version: 1
            why: for tests
            budgets: {DEHAM: {red: 2}, XXXXX: {red: 1}}
            threats: {narcotics: {prior: -6, lanes: {red: -3, yellow: -4, blue: -5}}}
            rules:
              - {id: new, threats: [narcotics], when: first_time_shipper, bits: 3, why: a}
            """);

    @TempDir
    private Path directory = Path.of(".");

    private final List<Assessment> assessments = new ArrayList<>();

    @Test
    void anOfficeOfTwoTenantsIsTwoOffices() throws Exception {
        file("beta", "MSCU:1:2026", "DEHAM");
        for (int i = 1; i <= 3; i++) {
            file("alpha", "MSCU:" + i + ":2026", "DEHAM");
        }
        file("beta", "MSCU:9:2026", null);

        WhatIfAnswer answer = ask();

        assertThat(answer.about().consignments()).isEqualTo(5);
        assertThat(answer.about().tenants()).containsExactly("alpha", "beta");
        assertThat(answer.offices())
                .extracting(
                        WhatIfAnswer.OfficeVolume::tenant,
                        WhatIfAnswer.OfficeVolume::office,
                        each -> each.volume().now(Lane.RED))
                .containsExactly(tuple("alpha", "DEHAM", 3), tuple("beta", null, 1), tuple("beta", "DEHAM", 1));
        assertThat(answer.days())
                .singleElement()
                .satisfies(day -> assertThat(day.volume().then(Lane.RED)).isEqualTo(5));
    }

    @Test
    void eachTenantHasTheCapacityForItself() throws Exception {
        for (int i = 1; i <= 3; i++) {
            file("alpha", "MSCU:" + i + ":2026", "DEHAM");
        }
        file("beta", "MSCU:1:2026", "DEHAM");
        file("gamma", "MSCU:1:2026", "NLRTM");

        assertThat(ask().workload())
                .extracting(
                        WhatIfAnswer.Workload::office,
                        WhatIfAnswer.Workload::tenant,
                        WhatIfAnswer.Workload::now,
                        WhatIfAnswer.Workload::over)
                .containsExactly(
                        tuple("DEHAM", "alpha", 3.0, 1.0),
                        tuple("DEHAM", "beta", 1.0, 0.0),
                        tuple("XXXXX", "alpha", 0.0, 0.0),
                        tuple("XXXXX", "beta", 0.0, 0.0),
                        tuple("XXXXX", "gamma", 0.0, 0.0));
    }

    private void file(String tenant, String key, @Nullable String office) {
        assessments.add(ArchiveFiles.assessment(
                RULES,
                tenant,
                new ConsignmentKey(key),
                1,
                Instant.parse("2026-03-02T12:00:00Z"),
                List.of(new Reading(Indicators.get("first_time_shipper"), 1, "")),
                office == null ? Map.of() : Map.of(ConsignmentField.OFFICE, office)));
    }

    private WhatIfAnswer ask() throws Exception {
        ArchiveFiles.write(directory, assessments, List.of());
        try (LoadedArchive loaded = LoadedArchive.of(Archive.open(directory), RULES, null, null)) {
            return loaded.ask(RULES);
        }
    }
}
