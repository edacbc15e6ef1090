// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.contact;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.kind.PartyOffences;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.OffenceShare;
import portolan.scoring.reading.Shrinkage;
import portolan.scoring.sketch.Finds;

/** What inspections of some parties at one contact came to, of any age. */
final class Examined {
    private long examined;
    private long offences;
    private @Nullable Finds finds;

    void add(ContactParty party) {
        examined += party.examined();
        offences += party.offences();
        if (party.offences() > 0) {
            finds = finds == null ? new Finds() : finds;
            finds.addAll(party.finds());
        }
    }

    /**
     * Adds the share of offences, where anything was examined.
     *
     * @param pseudoInspections what the base rate counts for
     * @param whose leads the evidence
     */
    void addShare(List<OffenceShare> shares, Indicator indicator, double pseudoInspections, String whose) {
        if (examined > 0) {
            shares.add(new OffenceShare(
                    indicator,
                    List.of(Shrinkage.NOTHING_KNOWN.and((double) examined, (double) offences, pseudoInspections)),
                    whose + PartyOffences.examinedWithOffences(examined, offences),
                    finds == null ? List.of() : finds.shares(offences)));
        }
    }
}
