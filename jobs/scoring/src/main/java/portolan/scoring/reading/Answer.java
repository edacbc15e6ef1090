// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one visit to one memory measured.
 *
 * @param words what a commodity's memory knows of the words that describe the goods; null from all other memories
 * @param transfers of a box between two voyages, from a container's memory
 */
public record Answer(
        List<Reading> readings,
        List<OffenceShare> shares,
        List<Link> links,
        @Nullable SeenWords words,
        List<Transfer> transfers) {
    /** A memory that has nothing to say. */
    public static final Answer NOTHING = new Answer(List.of(), List.of(), List.of(), null, List.of());

    public Answer {
        readings = List.copyOf(readings);
        shares = List.copyOf(shares);
        links = List.copyOf(links);
        transfers = List.copyOf(transfers);
    }

    public Answer(List<Reading> readings, List<OffenceShare> shares) {
        this(readings, shares, List.of(), null, List.of());
    }

    public Answer(List<Reading> readings, List<OffenceShare> shares, List<Link> links) {
        this(readings, shares, links, null, List.of());
    }

    public Answer(List<Reading> readings, List<OffenceShare> shares, List<Link> links, @Nullable SeenWords words) {
        this(readings, shares, links, words, List.of());
    }
}
