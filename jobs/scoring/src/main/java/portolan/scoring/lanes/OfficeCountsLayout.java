// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.lanes;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.rules.Budget;
import portolan.scoring.rules.DayPattern;
import portolan.scoring.rules.Lane;
import portolan.scoring.score.RuleSetRef;

/**
 * Layout of an office's counts, in the alphabet of {@link LayoutWriter}.
 *
 * <pre>
 *   octet 1 (version) | text tenant | text office | flag any closed | signed closed through | list of open days
 *                     | list of closed days
 *   open day    signed day | budget | rule set | of red, yellow, blue each: signed selected | signed drawn | flag told
 *   closed day  signed day | budget | of red, yellow, blue each: signed selected
 *   budget      text days | of red, yellow, blue each: signed capacity, -1 for no limit
 *   rule set    text name | signed version | text hash | flag unsigned
 * </pre>
 */
public final class OfficeCountsLayout {
    private static final int VERSION = 1;
    private static final int NO_LIMIT = -1;

    private OfficeCountsLayout() {}

    public static byte[] write(OfficeCounts counts) {
        LayoutWriter out = new LayoutWriter().octet(VERSION).text(counts.tenant).text(counts.office);
        LocalDate through = counts.closedThrough;
        out.flag(through != null).signed(through == null ? 0 : through.toEpochDay());
        out.list(counts.open.entrySet(), (to, entry) -> {
            to.signed(entry.getKey().toEpochDay());
            write(to, entry.getValue());
        });
        out.list(counts.closed, (to, day) -> {
            writeBudget(to.signed(day.day().toEpochDay()), day.budget());
            OfficeCounts.LANES.forEach(lane -> to.signed(day.selected(lane)));
        });
        return out.toBytes();
    }

    private static void write(LayoutWriter out, OpenDay day) {
        writeBudget(out, day.budget());
        writeRuleSet(out, day.ruleSet());
        for (Lane lane : OfficeCounts.LANES) {
            LaneTally tally = day.tally(lane);
            out.signed(tally.selected()).signed(tally.drawn()).flag(tally.told());
        }
    }

    public static void writeBudget(LayoutWriter out, Budget budget) {
        out.text(budget.days().toString());
        for (Lane lane : OfficeCounts.LANES) {
            Integer capacity = budget.of(lane);
            out.signed(capacity == null ? NO_LIMIT : capacity);
        }
    }

    public static void writeRuleSet(LayoutWriter out, RuleSetRef ruleSet) {
        out.text(ruleSet.name()).signed(ruleSet.version()).text(ruleSet.hash()).flag(ruleSet.unsigned());
    }

    /** Reads every layout version ever written. */
    public static OfficeCounts read(byte[] bytes) {
        LayoutReader in = new LayoutReader(bytes);
        in.version("an office's counts", VERSION);
        OfficeCounts counts = new OfficeCounts(in.text(), in.text());
        boolean anyClosed = in.flag();
        long through = in.signed();
        counts.closedThrough = anyClosed ? LocalDate.ofEpochDay(through) : null;
        for (int left = in.size(); left > 0; left--) {
            LocalDate day = LocalDate.ofEpochDay(in.signed());
            counts.open.put(day, readOpenDay(in));
        }
        for (int left = in.size(); left > 0; left--) {
            LocalDate day = LocalDate.ofEpochDay(in.signed());
            Budget budget = readBudget(in);
            Map<Lane, Integer> selected = new HashMap<>();
            OfficeCounts.LANES.forEach(lane -> selected.put(lane, in.whole()));
            counts.closed.add(new ClosedDay(day, budget, selected));
        }
        return counts;
    }

    private static OpenDay readOpenDay(LayoutReader in) {
        Budget budget = readBudget(in);
        RuleSetRef ruleSet = readRuleSet(in);
        Map<Lane, LaneTally> tallies = new HashMap<>();
        for (Lane lane : OfficeCounts.LANES) {
            tallies.put(lane, new LaneTally(in.whole(), in.whole(), in.flag()));
        }
        return new OpenDay(budget, ruleSet, tallies);
    }

    public static Budget readBudget(LayoutReader in) {
        DayPattern days = DayPattern.parse(in.text());
        Map<Lane, Integer> capacity = new HashMap<>();
        for (Lane lane : OfficeCounts.LANES) {
            int stated = in.whole();
            if (stated != NO_LIMIT) {
                capacity.put(lane, stated);
            }
        }
        return new Budget(days, capacity);
    }

    public static RuleSetRef readRuleSet(LayoutReader in) {
        return new RuleSetRef(in.text(), in.whole(), in.text(), in.flag());
    }
}
