// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.filed;
import static portolan.scoring.Consignments.registered;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import portolan.scoring.Consignments.Draft;
import portolan.scoring.manifest.Role;
import portolan.scoring.reading.DocumentsAsked;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;
import portolan.scoring.rules.Facts;

/** What holds where {@code ADD-AN-INDICATOR.md} was followed: loaded by a class loader that has what the page says. */
final class FollowedPage implements Runnable {
    private final Path catalogues;

    FollowedPage(Path catalogues) {
        this.catalogues = catalogues;
    }

    @Override
    public void run() {
        Indicator added = Indicators.get("shipper_is_consignee");
        assertThat(Indicators.undivided()).as("the list").contains(added);
        assertThat(texts()).as("texts").isEmpty();
        assertThat(IndicatorsDocument.text())
                .as("the generated page")
                .contains("| `shipper_is_consignee` |  | true or false | shipper and consignee are one party |"
                        + " the filing alone | general practice | moves between branches |"
                        + " sale contract, payment proof |\n");
        assertThat(added.asked()).as("documents asked").isEqualTo(DocumentsAsked.BUYER);

        Readings two = of(consignment());
        Readings one = of(consignment().party(registered(Role.CONSIGNEE, "CN91310000", "Any name", "CN")));
        assertThat(one.get(added)).isEqualTo(new Reading(added, 1, "one party"));
        assertThat(two.get(added)).isEqualTo(new Reading(added, 0, "two parties"));
        assertThat(of(consignment().withoutParty(Role.CONSIGNEE)).get(added)).isNull();
        assertThat(Facts.stated(Map.of(added, 1.0), Map.of())).as("rules").isNotNull();
    }

    private static Readings of(Draft draft) {
        return new Join(Reference.bundled()).of(filed(draft.build()), List.of());
    }

    private List<String> texts() {
        try {
            return IndicatorTexts.missing(catalogues);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
