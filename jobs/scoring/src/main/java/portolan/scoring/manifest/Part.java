// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import java.util.EnumSet;
import java.util.Set;

/**
 * The parts of a consignment that not everybody needs: what a kind of memory does not read need not travel to
 * it. Keys, times, transport documents, filer, modes and offices always do.
 */
public enum Part {
    /** Parties at all: their roles, and who they are. */
    PARTIES,
    /** Their names and registered numbers. */
    NAMES,
    /** Their addresses. */
    ADDRESSES,
    /** Their telephone numbers and e-mail addresses. */
    CONTACTS,
    /** Items at all: codes, origins, masses, packages, values, duties. */
    ITEMS,
    /** The words that describe items, and the marks on packages. */
    DESCRIPTIONS,
    /** Containers with their seals, and which item is in which. */
    EQUIPMENT,
    /** Legs and countries on the way. */
    ROUTING,
    /** Ship, flight or truck. */
    CONVEYANCE,
    /** Freight, totals and deadlines. */
    FIGURES,
    /** What other documents state of the goods. */
    DOCUMENTS;

    /** Everything there is. */
    public static Set<Part> all() {
        return EnumSet.allOf(Part.class);
    }
}
