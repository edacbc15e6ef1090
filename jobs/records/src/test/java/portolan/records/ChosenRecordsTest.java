// SPDX-License-Identifier: Apache-2.0
package portolan.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.OutcomeCode;
import portolan.schemas.avro.Selector;
import portolan.scoring.manifest.Chosen;

class ChosenRecordsTest {
    private static InspectionOutcome.Builder outcome() {
        return InspectionOutcome.newBuilder()
                .setOutcomeId("1")
                .setTenant("t")
                .setConsignmentKey("A:1:2026")
                .setCode(OutcomeCode.NOTHING_FOUND)
                .setExamined(true)
                .setReportedAt(Instant.EPOCH);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsReadAgain(Chosen.By by) {
        Chosen chosen =
                switch (by) {
                    case RANDOM -> new Chosen(by, 0.02, null, null);
                    case ENGINE -> new Chosen(by, null, "RED", "0123abc");
                    default -> Chosen.by(by);
                };
        InspectionOutcome written = ChosenRecords.write(chosen, outcome()).build();

        assertThat(ChosenRecords.read(written)).isEqualTo(chosen);
        assertThat(ChosenRecords.stated(written)).isEqualTo(chosen);
    }

    @Test
    void whatGoesWithAnotherWayOfChoosingIsReadFromAMachineAndNotTakenFromAPerson() {
        InspectionOutcome both = outcome()
                .setSelectedBy(Selector.RANDOM)
                .setSelectedShare(0.02)
                .setSelectedLane(Lane.RED)
                .build();

        assertThat(ChosenRecords.read(both)).isEqualTo(new Chosen(Chosen.By.RANDOM, 0.02, null, null));
        assertThatThrownBy(() -> ChosenRecords.stated(both)).hasMessageContaining("go with ENGINE only");
    }
}
