// SPDX-License-Identifier: Apache-2.0
package portolan.console.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import portolan.schemas.avro.InspectionOutcome;

class SelectedTest {
    private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");

    @Test
    void aCorrectionByFormKeepsWhatOnlyAMachineKnowsOfTheSameChoice() {
        Selected reported = new Selected("RANDOM", 0.02, null, null);
        InspectionOutcome before = outcome(reported);

        assertThat(Selected.by("RANDOM", before)).isEqualTo(reported);
        assertThat(Selected.by("TIP", before)).isEqualTo(new Selected("TIP", null, null, null));
        assertThat(Selected.by(null, before)).isEqualTo(Selected.NONE);
        assertThat(Selected.by("RANDOM", null)).isEqualTo(new Selected("RANDOM", null, null, null));
        Selected engine = new Selected("ENGINE", null, "RED", "a".repeat(64));
        assertThat(Selected.by("ENGINE", outcome(engine))).isEqualTo(engine);
    }

    private static InspectionOutcome outcome(Selected selected) {
        OutcomeDraft draft = new OutcomeDraft(
                "MAEU:1:2026", "NOTHING_FOUND", "default", null, null, null, 1, null, null, null, null);
        OutcomeDraft.Checked checked = draft.check(NOW, new Examination(null, null, List.of(), List.of(), selected));
        assertThat(checked.faults()).isEmpty();
        return checked.outcome();
    }
}
