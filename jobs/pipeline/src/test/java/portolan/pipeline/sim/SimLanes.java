// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.scoring.lanes.LaneChange;
import portolan.scoring.lanes.LanesCounted;
import portolan.scoring.lanes.OfficeCounts;
import portolan.scoring.lanes.Selected;
import portolan.scoring.lanes.Selecting;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.score.Assessment;

/** What the lanes of offices come to, in a loop over maps. */
final class SimLanes {
    private final Map<String, Remembered> selected = new HashMap<>();
    private final Map<String, OfficeCounts> offices = new TreeMap<>();
    private final List<LaneChange> changes = new ArrayList<>();

    /** How a consignment was selected, until an order time. */
    private record Remembered(Selected selected, long until) {}

    /** Of the live version of a consignment, by the rule set in force; it is remembered until then. */
    void assessed(Assessment assessment, RuleSet judge, long until) {
        String key = Consignment.ledgerKey(assessment.tenant(), assessment.key());
        Selecting selecting = Selecting.of(
                before(key, assessment.position().orderTime()),
                assessment,
                assessment.particulars().office(),
                judge);
        changes.addAll(selecting.changes());
        if (selecting.selected() == null) {
            selected.remove(key);
        } else {
            selected.put(key, new Remembered(selecting.selected(), until));
        }
    }

    /** A withdrawal changes no count, but is remembered. */
    void withdrawn(String key, long orderTime, long until) {
        Selected before = before(key, orderTime);
        if (before != null) {
            selected.put(key, new Remembered(before, until));
        }
    }

    private @Nullable Selected before(String key, long orderTime) {
        Remembered before = selected.get(key);
        return before == null || before.until() <= orderTime ? null : before.selected();
    }

    /** What is told up to this order time, and was not before. */
    List<LanesCounted> until(long orderTime) {
        List<LanesCounted> told = new ArrayList<>();
        changes.sort(Comparator.comparing(LaneChange::position));
        for (Iterator<LaneChange> each = changes.iterator(); each.hasNext(); ) {
            LaneChange change = each.next();
            if (change.position().orderTime() <= orderTime) {
                each.remove();
                count(change, told);
            }
        }
        offices.values().forEach(counts -> told.addAll(counts.closeUntil(orderTime)));
        return told;
    }

    private void count(LaneChange change, List<LanesCounted> told) {
        long now = change.position().orderTime();
        OfficeCounts counts = offices.get(change.officeKey());
        if (counts != null) {
            told.addAll(counts.closeUntil(now));
        }
        if (counts == null || counts.isForgotten(now)) {
            counts = OfficeCounts.of(change);
            offices.put(change.officeKey(), counts);
        }
        if (counts.takes(change)) {
            told.addAll(counts.count(change));
        }
    }
}
