// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.consignee;

import portolan.scoring.kind.Visit;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.Role;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;

/**
 * A bill to order whose party to be notified was never seen before: flag.
 *
 * <p>No reading when the bill names its consignee, or nobody to be notified.
 */
public final class ToOrderNotify {
    public static final Indicator TO_ORDER_UNKNOWN_NOTIFY = Indicator.named("to_order_unknown_notify");

    private ToOrderNotify() {}

    static Reading read(Visit visit, ConsigneeMemory memory) {
        Party notify = visit.event().live().party(Role.NOTIFY);
        String name = notify == null || notify.name() == null ? "the notify party" : notify.name();
        return new Reading(
                TO_ORDER_UNKNOWN_NOTIFY,
                memory.consignments() == 0 ? 1 : 0,
                "to order, " + Wording.earlierConsignments(memory.consignments()) + " for " + name);
    }
}
