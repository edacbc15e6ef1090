// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind;

import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.sketch.BoundedCounts;
import portolan.scoring.sketch.Decay;
import portolan.scoring.sketch.LeadTimes;

/** What memories are made with: the settings, worked out once for a kind of memory. */
public final class Bounds {
    public static final Bounds DEFAULT = new Bounds(MemorySettings.DEFAULT);

    /** Half-years kept apart for a code; older habits keep their count and lose their age. */
    private static final int CODE_BUCKETS = 3;

    /** Half-years kept apart for what only has to be known or unknown. */
    private static final int KNOWN_BUCKETS = 1;

    public final Decay habits;
    public final Decay outcomes;
    public final BoundedCounts.Shape<String> headings;
    public final BoundedCounts.Shape<String> places;
    public final BoundedCounts.Shape<String> destinations;
    public final BoundedCounts.Shape<Integer> partners;
    public final BoundedCounts.Shape<Integer> forwarders;
    public final BoundedCounts.Shape<Integer> contacts;
    public final BoundedCounts.Shape<String> prefixes;
    public final BoundedCounts.Shape<Integer> leadTimes;

    /** Few importers declare at more offices. */
    public final BoundedCounts.Shape<Integer> offices =
            new BoundedCounts.Shape<>(4, Integer.MAX_VALUE, 2, true, Bounds::writeFour, Bounds::readFour);

    public final int filingDays;
    public final int smallValueEur;
    public final int lowValueEur;

    public Bounds(MemorySettings settings) {
        habits = Decay.halvingAfter(settings.habitHalfLifeDays());
        outcomes = Decay.halvingAfter(settings.outcomeHalfLifeDays());
        headings = codes(settings.headings(), CODE_BUCKETS);
        places = codes(settings.places(), CODE_BUCKETS);
        destinations = codes(settings.destinations(), CODE_BUCKETS);
        partners = numbers(settings.partners(), KNOWN_BUCKETS);
        forwarders = numbers(settings.forwarders(), KNOWN_BUCKETS);
        contacts = numbers(settings.contacts(), KNOWN_BUCKETS);
        prefixes = codes(settings.prefixes(), KNOWN_BUCKETS);
        leadTimes = numbers(LeadTimes.CELLS, 2);
        filingDays = settings.filingDays();
        smallValueEur = settings.smallValueEur();
        lowValueEur = settings.lowValueEur();
    }

    private static BoundedCounts.Shape<String> codes(int most, int buckets) {
        return new BoundedCounts.Shape<>(
                most, Integer.MAX_VALUE, buckets, false, LayoutWriter::text, LayoutReader::text);
    }

    private static BoundedCounts.Shape<Integer> numbers(int most, int buckets) {
        return new BoundedCounts.Shape<>(most, Integer.MAX_VALUE, buckets, false, Bounds::writeFour, Bounds::readFour);
    }

    private static void writeFour(LayoutWriter writer, int number) {
        writer.octet(number >>> 24).octet(number >>> 16).octet(number >>> 8).octet(number);
    }

    private static int readFour(LayoutReader reader) {
        return (reader.octet() << 24) | (reader.octet() << 16) | (reader.octet() << 8) | reader.octet();
    }
}
