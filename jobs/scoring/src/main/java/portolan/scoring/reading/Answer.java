// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one visit to one memory measured.
 *
 * @param words what a commodity's memory knows of the words that describe the goods; null from all other memories
 * @param transfers of a box between two voyages or two moves, from a container's memory
 * @param stays of a box in ports, from a container's memory
 * @param port what is known of a port's moves; null from all other memories
 */
public record Answer(
        List<Reading> readings,
        List<OffenceShare> shares,
        List<Link> links,
        @Nullable SeenWords words,
        List<Transfer> transfers,
        List<Stay> stays,
        @Nullable PortMoves port) {
    /** A memory that has nothing to say. */
    public static final Answer NOTHING = new Answer(List.of(), List.of());

    public Answer {
        readings = List.copyOf(readings);
        shares = List.copyOf(shares);
        links = List.copyOf(links);
        transfers = List.copyOf(transfers);
        stays = List.copyOf(stays);
    }

    public Answer(List<Reading> readings, List<OffenceShare> shares) {
        this(readings, shares, List.of());
    }

    public Answer(List<Reading> readings, List<OffenceShare> shares, List<Link> links) {
        this(readings, shares, links, null);
    }

    public Answer(List<Reading> readings, List<OffenceShare> shares, List<Link> links, @Nullable SeenWords words) {
        this(readings, shares, links, words, List.of(), List.of(), null);
    }

    /** Of a container's memory. */
    public static Answer ofContainer(List<Reading> readings, List<Transfer> transfers, List<Stay> stays) {
        return new Answer(readings, List.of(), List.of(), null, transfers, stays, null);
    }

    /** Of a port's memory. */
    public static Answer ofPort(PortMoves port) {
        return new Answer(List.of(), List.of(), List.of(), null, List.of(), List.of(), port);
    }
}
