// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.kind.container.ContainerIndicators;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.CaseHistory.Refiling;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;

/**
 * {@code cancel_and_refile}: the transport document was withdrawn and filed again within 72 hours, by another filer
 * or at another office: the goods look for a softer desk.
 *
 * <p>Formula: 1 when the filing that followed the withdrawal differs from the withdrawn version in filer or office,
 * as far as both state it; else 0. Other parties alone are none: a consignee cannot be amended in many regimes, so
 * that whoever got it wrong withdraws and files again; the evidence names them. Later amendments keep the reading.
 * The same container under another document is measured by the container memory; the larger reading stands.
 *
 * <p>No reading unless withdrawn and filed again within 72 hours.
 */
public final class CancelAndRefile {
    private CancelAndRefile() {}

    /** The reading, or null. */
    public static @Nullable Reading read(CaseEvent event) {
        Refiling refiling = event.history().refiling();
        if (refiling == null) {
            return null;
        }
        Consignment now = event.live();
        List<String> others = new ArrayList<>();
        if (refiling.otherFiler()) {
            others.add("filer was " + refiling.filerBefore() + ", now "
                    + now.filer().id());
        }
        if (refiling.otherParty()) {
            others.add("other parties");
        }
        if (refiling.otherOffice()) {
            others.add("office was " + office(refiling.officeBefore()) + ", now " + office(now.office()));
        }
        long hours = Duration.between(refiling.withdrawnAt(), refiling.filedAgainAt())
                .toHours();
        String again = "refiled " + Wording.counted(hours, "hour", "hours") + " after withdrawal";
        boolean elsewhere = refiling.otherFiler() || refiling.otherOffice();
        if (!elsewhere) {
            others.add(refiling.otherParty() ? "same filer" : "same filer and parties");
            others.add("same office");
        }
        return new Reading(
                ContainerIndicators.CANCEL_AND_REFILE, elsewhere ? 1 : 0, again + ": " + String.join("; ", others));
    }

    private static String office(@Nullable String office) {
        return office == null ? "not stated" : office;
    }
}
