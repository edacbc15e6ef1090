// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.OutcomeCode;
import portolan.schemas.avro.RuleContribution;
import portolan.schemas.avro.ThreatAssessed;

class AlikeTest {
    @TempDir
    private Path directory = Path.of(".");

    @Test
    void theNearestShareMostBitsAndCleanOnesCountToo() {
        Told told = new Told();
        told.filed("SAME").assessed("SAME", Lane.RED, 1, fired(Map.of("a", 2.0, "b", 4.0)));
        told.filed("HALF").assessed("HALF", Lane.RED, 1, fired(Map.of("b", 4.0, "c", 2.0)));
        told.filed("WEAK").assessed("WEAK", Lane.RED, 1, fired(Map.of("a", 1.0)));
        told.filed("OTHER").assessed("OTHER", Lane.RED, 1, fired(Map.of("c", 9.0)));
        told.filed("OPEN").assessed("OPEN", Lane.RED, 1, fired(Map.of("a", 2.0, "b", 4.0)));
        told.filed("PASSED").assessed("PASSED", Lane.RED, 1, fired(Map.of("a", 2.0, "b", 4.0)));
        told.filed("NOW").assessed("NOW", Lane.RED, 1, fired(Map.of("a", 2.0, "b", 4.0)));
        told.outcome("SAME", OutcomeCode.NOTHING_FOUND, 1)
                .outcome("HALF", OutcomeCode.SMUGGLED_GOODS, 1)
                .outcome("WEAK", OutcomeCode.MINOR_DISCREPANCY, 1)
                .outcome("OTHER", OutcomeCode.UNDERVALUED, 1)
                .outcome("PASSED", OutcomeCode.NOT_EXAMINED, 1)
                .outcome("NOW", OutcomeCode.SMUGGLED_GOODS, 1);
        try (DeskIndex index = filled(told)) {
            Alike.Found found = index.alike(assessment(index, "NOW"), 5);

            assertThat(found.nearest())
                    .extracting(one -> one.row().key().consignment())
                    .as("a sixth is not alike")
                    .containsExactly("SAME", "HALF");
            assertThat(found.nearest().get(0).share()).isEqualTo(1);
            assertThat(found.nearest().get(1).share()).isCloseTo(4.0 / 8, within(1e-12));
            assertThat(found.nearest()).extracting(Alike::isFind).containsExactly(false, true);
            assertThat(found.nearest().get(0).rules()).containsExactly("b", "a");
            assertThat(found.examined()).isEqualTo(4);
            assertThat(found.finds()).isEqualTo(2);
            assertThat(index.alike(assessment(index, "NOW"), 1).nearest()).hasSize(1);
        }
    }

    @Test
    void casesThatAreEquallyAlikeStandInTheOrderOfTheirKeys() {
        Told told = new Told();
        for (String key : List.of("D", "B", "C", "A", "NOW")) {
            told.filed(key).assessed(key, Lane.RED, 1, fired(Map.of("a", 2.0)));
        }
        for (String key : List.of("C", "A", "D", "B")) {
            told.outcome(key, OutcomeCode.NOTHING_FOUND, 1);
        }
        try (DeskIndex index = filled(told)) {
            assertThat(index.alike(assessment(index, "NOW"), 3).nearest())
                    .extracting(one -> one.row().key().consignment())
                    .containsExactly("A", "B", "C");
        }
    }

    private static Consumer<ConsignmentAssessed> fired(Map<String, Double> bits) {
        return assessed -> {
            List<RuleContribution> all = new ArrayList<>();
            all.add(new RuleContribution("prior", -10.0, "prior", ""));
            bits.forEach((rule, added) -> all.add(new RuleContribution(rule, added, rule, "")));
            ThreatAssessed threat = Told.threat("narcotics", Lane.RED, 1);
            threat.setContributions(all);
            assessed.setThreats(List.of(threat));
        };
    }

    private static ConsignmentAssessed assessment(DeskIndex index, String key) {
        return Objects.requireNonNull(Objects.requireNonNull(index.consignment(new CaseKey("default", key)))
                .assessment());
    }

    private DeskIndex filled(Told told) {
        DeskIndex index = DeskIndex.open(directory.resolve("index" + System.nanoTime()));
        index.apply(told.all());
        return index;
    }
}
