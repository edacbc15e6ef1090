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
 *
 * @param prefixes prefixes of the containers it carried
 * @param parties whom its filings leave out
 */
public record FilerMemory(
        Counts counted, LeadTimes leadTimes, Profile prefixes, Inspections inspections, StatedParties parties)
        implements Memory {
    private static final int VERSION = 3;
    private static final int MOST_BUCKETS = 8;

    FilerMemory(Bounds bounds) {
        this(
                new Counts(MOST_BUCKETS, false),
                new LeadTimes(bounds.leadTimes, bounds.habits),
                new Profile(bounds.prefixes, bounds.habits),
                new Inspections(bounds.outcomes),
                new StatedParties());
    }

    static FilerMemory read(LayoutReader reader, Bounds bounds) {
        reader.version("filer memory", VERSION, VERSION);
        FilerMemory read = new FilerMemory(
                Counts.read(reader, MOST_BUCKETS, false),
                LeadTimes.read(reader, bounds.leadTimes, bounds.habits),
                Profile.read(reader, bounds.prefixes, bounds.habits),
                Inspections.read(reader, bounds.outcomes),
                StatedParties.read(reader));
        read.inspections.readFinds(reader);
        return read;
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

    @Override
    public boolean isEmpty() {
        return counted.isEmpty()
                && leadTimes.isEmpty()
                && prefixes.isEmpty()
                && inspections.isEmpty()
                && parties.isEmpty();
    }

    void learn(String key, Consignment consignment) {
        counted.add(Bucket.of(consignment.receivedAt()), false);
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
        if (!counted.take(Bucket.of(consignment.receivedAt()), false)) {
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
        counted.write(writer);
        leadTimes.write(writer);
        prefixes.write(writer);
        inspections.write(writer);
        parties.write(writer);
        inspections.writeFinds(writer);
    }
}
