// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.filer;

import java.util.List;
import portolan.scoring.kind.Bounds;
import portolan.scoring.kind.Memory;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.sketch.Bucket;
import portolan.scoring.sketch.Counts;
import portolan.scoring.sketch.Finds;
import portolan.scoring.sketch.Inspections;
import portolan.scoring.sketch.LeadTimes;
import portolan.scoring.sketch.Profile;

/**
 * What is remembered of one filer: how much it files, how long before departure, and what inspections found; of one
 * carrier: whose containers it carries.
 *
 * <p>Layout, version 3:
 *
 * <pre>
 *   octet 3                    the version
 *   {@link Counts}             consignments, by receivedAt
 *   {@link LeadTimes}          of a filer
 *   {@link Profile}            container prefixes of a carrier, each once a consignment
 *   {@link Counts} with hits   examined and offences of a filer, by reportedAt
 *   {@link StatedParties}      of a filer
 *   {@link Finds}              of a filer
 * </pre>
 *
 * <p>Retraction is exact, for prefixes until more are seen than the settings keep. At most 2 KiB with the default
 * settings.
 */
public final class FilerMemory implements Memory {
    private static final int VERSION = 3;
    private static final int MOST_BUCKETS = 8;

    private final Counts consignments;
    private final LeadTimes leadTimes;
    private final Profile prefixes;
    private final Inspections inspections;
    private final StatedParties parties;

    FilerMemory(Bounds bounds) {
        consignments = new Counts(MOST_BUCKETS, false);
        leadTimes = new LeadTimes(bounds.leadTimes, bounds.habits);
        prefixes = new Profile(bounds.prefixes, bounds.habits);
        inspections = new Inspections(bounds.outcomes);
        parties = new StatedParties();
    }

    FilerMemory(LayoutReader reader, Bounds bounds) {
        reader.version("filer memory", VERSION, VERSION);
        consignments = Counts.read(reader, MOST_BUCKETS, false);
        leadTimes = LeadTimes.read(reader, bounds.leadTimes, bounds.habits);
        prefixes = Profile.read(reader, bounds.prefixes, bounds.habits);
        inspections = Inspections.read(reader, bounds.outcomes);
        parties = StatedParties.read(reader);
        inspections.readFinds(reader);
    }

    /** Whether the key is a carrier's, not a filer's. */
    public static boolean isCarrier(String key) {
        return key.contains(FilerKind.CARRIER);
    }

    /** The filer's id or the carrier's code that a memory's key ends with. */
    public static String idOf(String key) {
        int carrier = key.indexOf(FilerKind.CARRIER);
        return carrier >= 0
                ? key.substring(carrier + FilerKind.CARRIER.length())
                : key.substring(key.indexOf(FilerKind.FILER) + FilerKind.FILER.length());
    }

    /** Consignments remembered, at any age. */
    public long consignments() {
        return consignments.all();
    }

    public LeadTimes leadTimes() {
        return leadTimes;
    }

    /** Prefixes of the containers it carried. */
    public Profile prefixes() {
        return prefixes;
    }

    /** Whom its filings leave out. */
    StatedParties parties() {
        return parties;
    }

    public Inspections inspections() {
        return inspections;
    }

    @Override
    public boolean isEmpty() {
        return consignments.isEmpty()
                && leadTimes.isEmpty()
                && prefixes.isEmpty()
                && inspections.isEmpty()
                && parties.isEmpty();
    }

    void learn(String key, Consignment consignment) {
        consignments.add(Bucket.of(consignment.receivedAt()), false);
        if (isCarrier(key)) {
            for (String prefix : ContainerPrefixes.of(consignment)) {
                prefixes.learn(prefix, consignment.receivedAt());
            }
        } else {
            leadTimes.learn(consignment);
            parties.learn(consignment);
        }
    }

    void retract(String key, Consignment consignment) {
        if (!consignments.take(Bucket.of(consignment.receivedAt()), false)) {
            return;
        }
        if (isCarrier(key)) {
            List<String> prefixesOf = ContainerPrefixes.of(consignment);
            for (String prefix : prefixesOf) {
                prefixes.retract(prefix, consignment.receivedAt());
            }
        } else {
            leadTimes.retract(consignment);
            parties.retract(consignment);
        }
    }

    void learn(String key, Outcome outcome) {
        if (!isCarrier(key)) {
            inspections.learn(outcome);
        }
    }

    void retract(String key, Outcome outcome) {
        if (!isCarrier(key)) {
            inspections.retract(outcome);
        }
    }

    @Override
    public void write(LayoutWriter writer) {
        writer.octet(VERSION);
        consignments.write(writer);
        leadTimes.write(writer);
        prefixes.write(writer);
        inspections.write(writer);
        parties.write(writer);
        inspections.writeFinds(writer);
    }
}
