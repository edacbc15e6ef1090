// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.util.List;

/**
 * What a consignment shares with others, over two steps: the identities it names, the consignments that name them too,
 * and the identities of those that at least two of the consignments share.
 *
 * @param nodes the consignment itself first
 * @param edges from a consignment to an identity
 * @param left how many nodes were left out, since there were too many
 */
public record Links(List<Node> nodes, List<Edge> edges, int left) {
    public Links {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /** A consignment or an identity. */
    public sealed interface Node permits Case, Shared {
        /** By which edges name it. */
        String id();
    }

    /**
     * A consignment.
     *
     * @param steps 0 for the one that was asked for, then 1 and 2
     */
    public record Case(String id, CaseRow row, int steps) implements Node {}

    /**
     * An identity.
     *
     * @param consignments how many name it in all
     * @param collapsed whether it is on so many that it says nothing, as of a forwarder or an agent: they are not shown
     */
    public record Shared(String id, IdentityKind kind, String value, String label, int consignments, boolean collapsed)
            implements Node {}

    /**
     * That a consignment names an identity.
     *
     * @param role of the identity in that consignment: of a party, of the party whose contact it is
     */
    public record Edge(String consignment, String identity, String role) {}
}
