// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads what each office of a rule set can look at in a day. */
final class BudgetReader {
    /** More than any office examines: what is above is a slip of the keyboard. */
    private static final int LARGEST = 1_000_000;

    private final Faults faults;

    BudgetReader(Faults faults) {
        this.faults = faults;
    }

    /** The budgets without faults, in the order of the text. */
    Map<String, List<Budget>> read(Section top) {
        return new OfficeReader(faults)
                .read(top.optional("budgets"), "'budgets'", "the budget of office", this::budget);
    }

    private @Nullable Budget budget(Node node, DayPattern days, String what) {
        int before = faults.count();
        Map<Lane, Integer> capacity = new EnumMap<>(Lane.class);
        Section lanes = Section.of(node, what, faults, OfficeReader.LANE_KEYS);
        for (Section.Entry entry : lanes.entries()) {
            String lane = entry.key().getValue();
            double count = Section.number(entry.value()).orElse(-1);
            if (count < 0 || count > LARGEST || count != StrictMath.rint(count)) {
                faults.at(
                        entry.value(),
                        "expected a whole number from 0 to " + LARGEST + " in '" + lane + "' of " + what + ", found "
                                + Section.kind(entry.value()));
            } else {
                capacity.put(Lane.valueOf(lane.toUpperCase(Locale.ROOT)), (int) count);
            }
        }
        if (faults.count() > before) {
            return null;
        }
        if (capacity.isEmpty()) {
            faults.at(node, "expected at least one of red, yellow and blue in " + what);
            return null;
        }
        return new Budget(days, capacity);
    }
}
