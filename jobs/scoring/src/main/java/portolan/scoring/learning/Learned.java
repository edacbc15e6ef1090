// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.rules.Rule;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.Worth;
import portolan.scoring.rules.Worth.Bound;
import portolan.scoring.sketch.FilerId;

/**
 * All that traffic and inspections have taught, of all tenants: each task that decides has the same.
 *
 * <p>A table counts whole hours, and is in force from the first position of the second hour after. Asked in the order of
 * positions, it answers the same in whatever order its counts came.
 */
public final class Learned {
    private static final int VERSION = 3;

    private final Map<String, TenantLearned> tenants = new TreeMap<>();
    private final boolean inOrder;
    private long passed = Long.MIN_VALUE;

    /**
     * @param inOrder whether it is asked in the order of positions; else no stamp takes a table further than time has
     *     passed, however far ahead it is
     */
    public Learned(boolean inOrder) {
        this.inOrder = inOrder;
    }

    /** What bounds a rule that fired on some of all filings. */
    public static Bound bound(Rule rule, long fired, long filings) {
        return Bound.by(Rarity.share(rule, fired * Traffic.UNITS, filings * Traffic.UNITS), "filings");
    }

    public void add(TrafficCount count) {
        tenants.computeIfAbsent(count.tenant(), TenantLearned::new).add(count);
    }

    public void add(Inspected inspected) {
        tenants.computeIfAbsent(inspected.tenant(), TenantLearned::new).add(inspected);
    }

    /**
     * What a rule set's rules are worth: what is written, where it does not learn.
     *
     * @param orderTime of what is judged, epoch milliseconds
     */
    public Worth worth(RuleSet ruleSet, String tenant, Consignment judged, long orderTime) {
        if (!ruleSet.learning().isOn()) {
            return Worth.AS_WRITTEN;
        }
        return tenants.computeIfAbsent(tenant, TenantLearned::new)
                .worth(
                        ruleSet,
                        Objects.requireNonNullElse(FilerId.ofFiler(judged), ""),
                        Objects.requireNonNullElse(FilerId.ofCarrier(judged), ""),
                        Hours.of(inOrder ? orderTime : StrictMath.min(orderTime, passed)) - Hours.UNTIL_IN_FORCE);
    }

    /** Order time has come so far: of whom nothing is judged, counts are added up all the same. */
    public void passed(long orderTime) {
        if (orderTime != Long.MAX_VALUE) {
            passed = StrictMath.max(passed, orderTime);
            long hour = Hours.of(orderTime + 1) - Hours.UNTIL_IN_FORCE;
            tenants.values().forEach(tenant -> tenant.advance(hour));
        }
    }

    /** Rules whose share of a day's filings has jumped, of all tenants, since this was asked. */
    public List<ShareJump> takeJumps() {
        List<ShareJump> jumps = new ArrayList<>();
        tenants.values().forEach(tenant -> jumps.addAll(tenant.takeJumps()));
        return jumps;
    }

    /** One tenant's part each, as {@link #restore} reads it. */
    public Map<String, byte[]> write() {
        Map<String, byte[]> written = new TreeMap<>();
        tenants.forEach((tenant, learned) -> {
            LayoutWriter out = new LayoutWriter().octet(VERSION);
            learned.write(out);
            written.put(tenant, out.toBytes());
        });
        return written;
    }

    public void restore(String tenant, byte[] bytes) {
        LayoutReader in = new LayoutReader(bytes);
        int version = in.version("learned", VERSION);
        tenants.put(tenant, TenantLearned.read(tenant, version, in));
    }
}
