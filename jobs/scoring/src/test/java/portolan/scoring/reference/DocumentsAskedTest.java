// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import portolan.scoring.reading.Indicator;

class DocumentsAskedTest {
    private static final String HEADER = "indicator,ask,compare,look\n";

    @Test
    void theBundledTableNamesReadingsThatThereAre() {
        assertThat(DocumentsAsked.bundled().all()).hasSizeGreaterThan(30);
        assertThat(DocumentsAsked.bundled().of(Indicator.VGM_MISMATCH))
                .isEqualTo(new DocumentsAsked.Asked(
                        Indicator.VGM_MISMATCH,
                        List.of("weighbridge ticket", "VGM certificate"),
                        List.of("tare and cargo"),
                        List.of("weigh", "measure length inside")));
    }

    @Test
    void everyReadingOfTheEngineHasALineAndAPartTheLineOfItsWhole() {
        assertThat(Indicator.values())
                .allSatisfy(indicator -> assertThat(DocumentsAsked.bundled().of(indicator))
                        .as(indicator.ruleName())
                        .isNotNull());
        assertThat(DocumentsAsked.bundled().of(Indicator.PAIR_OFFENCE_RATE_TOBACCO))
                .isEqualTo(new DocumentsAsked.Asked(Indicator.PAIR_OFFENCE_RATE, List.of(), List.of(), List.of()));
    }

    @Test
    void aReadingThatThereIsNotIsAFaultWithItsLine() {
        List<String> faults = new ArrayList<>();
        new DocumentsAsked(
                HEADER + "vgm_mismatch,ticket,,\nvgm_mismach,ticket,,\nsplitting,,sums,\nvgm_mismatch,scale,,\n",
                faults);

        assertThat(faults)
                .containsExactly(
                        "documents-asked.csv:3: there is no such reading: 'vgm_mismach'",
                        "documents-asked.csv:4: no document is asked for: write 'none' where none helps",
                        "documents-asked.csv: listed twice: vgm_mismatch");
    }
}
