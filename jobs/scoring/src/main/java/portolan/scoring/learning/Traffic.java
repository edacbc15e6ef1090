// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.learning;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * How many filings there were, and on how many each rule held: of all or of one source, older days counting less.
 *
 * <p>Numbers are whole, in 1/256 filings, and lose 1/128 each day: half in 89 days.
 */
final class Traffic {
    static final int UNITS = 256;
    private static final int LOST_A_DAY = 7;

    /** A share jumps where a rule holds for so many filings of a day, four times as often as for those before. */
    private static final double LEAST_TO_JUMP = 20;

    private static final double FAR_BEYOND = 4;
    private static final double LEAST_BEFORE = 2_000;

    private static final int ALL_SHARES = 64;

    private final Map<Long, Held> rules = new HashMap<>();
    private long filings;
    private long shippers;

    /** The hour that is being added, and what was there before it: the same in whatever order its counts come. */
    private long hour = Long.MIN_VALUE;

    private long beforeHour;

    /** On how many filings a rule held, of those since it was first in force. */
    private static final class Held {
        private long fired;
        private long before;

        /** @param before filings that were counted before the rule was in force */
        Held(long before) {
            this.before = before;
        }
    }

    /** Adds counts whose hours do not fall. */
    void add(TrafficCount count) {
        if (count.hour() > hour) {
            hour = count.hour();
            beforeHour = filings;
        }
        for (int i = 0; i < count.rules().length; i++) {
            Held held = rules.computeIfAbsent(count.rules()[i], unused -> new Held(beforeHour));
            held.fired += (long) count.fired()[i] * UNITS;
        }
        filings += (long) count.filings() * UNITS;
        shippers |= count.shippers();
    }

    /** A day has passed: what was counted before it counts less. */
    void passDay() {
        filings -= filings >> LOST_A_DAY;
        beforeHour -= beforeHour >> LOST_A_DAY;
        for (Held held : rules.values()) {
            held.fired -= held.fired >> LOST_A_DAY;
            held.before -= held.before >> LOST_A_DAY;
        }
    }

    /** Rules that held for far more of the filings of a day than of those before it. */
    List<ShareJump> jumpsSince(Traffic before, String tenant, LocalDate day) {
        List<ShareJump> jumps = new ArrayList<>();
        for (long rule : new TreeMap<>(rules).keySet()) {
            double fired = fired(rule) - before.fired(rule);
            double of = filingsUnder(rule) - before.filingsUnder(rule);
            double firedBefore = Math.max(UNITS, before.fired(rule));
            double ofBefore = before.filingsUnder(rule);
            if (fired >= LEAST_TO_JUMP * UNITS
                    && ofBefore >= LEAST_BEFORE * UNITS
                    && fired * ofBefore > FAR_BEYOND * firedBefore * of) {
                jumps.add(new ShareJump(tenant, rule, day, firedBefore / ofBefore, fired / of));
            }
        }
        return jumps;
    }

    /** As it is now, and stays. */
    Traffic copy() {
        Traffic copy = new Traffic();
        copy.filings = filings;
        copy.shippers = shippers;
        copy.hour = hour;
        copy.beforeHour = beforeHour;
        rules.forEach((rule, held) -> {
            Held same = new Held(held.before);
            same.fired = held.fired;
            copy.rules.put(rule, same);
        });
        return copy;
    }

    /** Filings, in units. */
    long filings() {
        return filings;
    }

    /** Filings since a rule was first in force, in units. */
    long filingsUnder(long rule) {
        Held held = rules.get(rule);
        return held == null ? 0 : Math.max(0, filings - held.before);
    }

    /** Filings on which a rule held, in units. */
    long fired(long rule) {
        Held held = rules.get(rule);
        return held == null ? 0 : Math.max(0, held.fired);
    }

    /** About how many shippers stood behind the filings: linear counting over 64 shares, so at most some 260. */
    double shippers() {
        int empty = ALL_SHARES - Long.bitCount(shippers);
        return ALL_SHARES * StrictMath.log((double) ALL_SHARES / Math.max(1, empty));
    }

    void write(LayoutWriter out) {
        out.signed(filings).fixed(shippers).signed(hour).signed(beforeHour).count(rules.size());
        new TreeMap<>(rules)
                .forEach((rule, held) -> out.fixed(rule).signed(held.fired).signed(held.before));
    }

    static Traffic read(LayoutReader in) {
        Traffic traffic = new Traffic();
        traffic.filings = in.signed();
        traffic.shippers = in.fixed();
        traffic.hour = in.signed();
        traffic.beforeHour = in.signed();
        for (int left = in.size(); left > 0; left--) {
            long rule = in.fixed();
            long fired = in.signed();
            Held held = new Held(in.signed());
            held.fired = fired;
            traffic.rules.put(rule, held);
        }
        return traffic;
    }
}
