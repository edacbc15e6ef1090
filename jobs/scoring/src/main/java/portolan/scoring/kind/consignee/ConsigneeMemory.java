// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.consignee;

import org.jspecify.annotations.Nullable;
import portolan.scoring.kind.Bounds;
import portolan.scoring.kind.Memory;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ContainerMove;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.sketch.BoundedCounts;
import portolan.scoring.sketch.Bucket;
import portolan.scoring.sketch.Counts;
import portolan.scoring.sketch.Decay;
import portolan.scoring.sketch.DeclaredValue;
import portolan.scoring.sketch.EstablishedNames;
import portolan.scoring.sketch.FilingDays;
import portolan.scoring.sketch.Finds;
import portolan.scoring.sketch.Inspections;
import portolan.scoring.sketch.KeyHash;
import portolan.scoring.sketch.PersonalEffects;
import portolan.scoring.sketch.RecentValues;
import portolan.scoring.sketch.SmallValues;

/**
 * What is remembered of one consignee: how much it receives, of which value, under which name, and what inspections
 * found.
 *
 * <p>Layout:
 *
 * <pre>
 *   octet 4                    the version
 *   {@link Counts}             consignments, by receivedAt
 *   {@link SmallValues}        consignments of small and of low value
 *   {@link EstablishedNames}   of a consignee known by a registered number
 *   {@link FilingDays}         days of personal effects
 *   {@link Counts} with hits   examined and offences, by reportedAt
 *   {@link BoundedCounts} with hits   the same by {@link KeyHash} of the office where the consignment was filed, four bytes
 *   {@link RecentValues}
 *   {@link Finds}              what the offences were
 *   {@link Hauliers}
 * </pre>
 *
 * <p>Retraction is exact for consignments, examined and offences, and as the parts say for the rest. At most 1,554 bytes.
 */
public final class ConsigneeMemory implements Memory {
    private static final int VERSION = 4;
    private static final int MOST_BUCKETS = 8;
    private static final int MOST_PERSONAL = 6;

    private final Counts consignments;
    private final SmallValues smallValues;
    private final EstablishedNames names;
    private final FilingDays personalEffects;
    private final Inspections inspections;
    private final BoundedCounts<Integer> offices;
    private final RecentValues recentValues;
    private final Decay outcomes;
    private final Hauliers hauliers;

    ConsigneeMemory(Bounds bounds) {
        consignments = new Counts(MOST_BUCKETS, false);
        smallValues = new SmallValues(bounds.smallValueEur, bounds.lowValueEur);
        names = new EstablishedNames();
        personalEffects = new FilingDays(MOST_PERSONAL);
        inspections = new Inspections(bounds.outcomes);
        offices = new BoundedCounts<>(bounds.offices);
        recentValues = new RecentValues();
        outcomes = bounds.outcomes;
        hauliers = new Hauliers();
    }

    ConsigneeMemory(LayoutReader reader, Bounds bounds) {
        reader.version("consignee memory", VERSION, VERSION);
        consignments = Counts.read(reader, MOST_BUCKETS, false);
        smallValues = SmallValues.read(reader, bounds.smallValueEur, bounds.lowValueEur);
        names = EstablishedNames.read(reader);
        personalEffects = FilingDays.read(reader, MOST_PERSONAL);
        inspections = Inspections.read(reader, bounds.outcomes);
        offices = BoundedCounts.read(reader, bounds.offices);
        recentValues = RecentValues.read(reader);
        outcomes = bounds.outcomes;
        inspections.readFinds(reader);
        hauliers = Hauliers.read(reader);
    }

    /** Consignments remembered, at any age. */
    public long consignments() {
        return consignments.all();
    }

    public SmallValues smallValues() {
        return smallValues;
    }

    /** What the last consignments were worth. */
    public RecentValues recentValues() {
        return recentValues;
    }

    /** The names it came under; empty for a consignee that is known by its name. */
    public EstablishedNames names() {
        return names;
    }

    /** Days on which it was sent personal effects. */
    public FilingDays personalEffects() {
        return personalEffects;
    }

    public Inspections inspections() {
        return inspections;
    }

    /** Those of consignments filed at this office; null when there were none, or they are no longer kept apart. */
    public @Nullable Inspections inspectionsAt(String office) {
        Counts counts = offices.get(KeyHash.shortOf(office));
        return counts == null ? null : new Inspections(counts, outcomes);
    }

    @Override
    public boolean isEmpty() {
        return consignments.isEmpty()
                && smallValues.isEmpty()
                && names.isEmpty()
                && personalEffects.isEmpty()
                && inspections.isEmpty()
                && offices.isEmpty()
                && recentValues.isEmpty()
                && hauliers.isEmpty();
    }

    /** Who fetches its containers. */
    Hauliers hauliers() {
        return hauliers;
    }

    @Override
    public void learn(ContainerMove move) {
        hauliers.learn(move);
    }

    @Override
    public void learn(Consignment consignment) {
        long day = Bucket.day(consignment.receivedAt());
        consignments.add(Bucket.of(consignment.receivedAt()), false);
        DeclaredValue value = DeclaredValue.of(consignment);
        smallValues.learn(value, day);
        if (value != null) {
            recentValues.learn(RecentValues.Entry.of(value, day, BelowValueLine.shipper(consignment)));
        }
        names.learn(EstablishedNames.of(consignment.consignee()));
        if (PersonalEffects.isDeclared(consignment)) {
            personalEffects.learn(day);
        }
    }

    @Override
    public void retract(Consignment consignment) {
        if (!consignments.take(Bucket.of(consignment.receivedAt()), false)) {
            return;
        }
        long day = Bucket.day(consignment.receivedAt());
        DeclaredValue value = DeclaredValue.of(consignment);
        smallValues.retract(value, day);
        if (value != null) {
            recentValues.retract(RecentValues.Entry.of(value, day, BelowValueLine.shipper(consignment)));
        }
        names.retract(EstablishedNames.of(consignment.consignee()));
        if (PersonalEffects.isDeclared(consignment)) {
            personalEffects.retract(day);
        }
    }

    @Override
    public void learn(Consignment consignment, Outcome outcome) {
        String office = consignment.office();
        inspections.learn(outcome);
        if (office != null) {
            offices.add(
                    KeyHash.shortOf(office),
                    Bucket.of(outcome.reportedAt()),
                    outcome.code().isOffence());
        }
    }

    @Override
    public void retract(Consignment consignment, Outcome outcome) {
        String office = consignment.office();
        if (inspections.retract(outcome) && office != null) {
            offices.take(
                    KeyHash.shortOf(office),
                    Bucket.of(outcome.reportedAt()),
                    outcome.code().isOffence());
        }
    }

    @Override
    public void write(LayoutWriter writer) {
        writer.octet(VERSION);
        consignments.write(writer);
        smallValues.write(writer);
        names.write(writer);
        personalEffects.write(writer);
        inspections.write(writer);
        offices.write(writer);
        recentValues.write(writer);
        inspections.writeFinds(writer);
        hauliers.write(writer);
    }
}
