// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind;

import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ContainerMove;
import portolan.scoring.manifest.Outcome;

/**
 * What is remembered under one key of one kind. It says what it learns of; of all else it learns nothing. What is to be
 * known of the key as well, its kind tells.
 */
public interface Memory {
    /** Whether nothing is left to remember, so that the stored value can go. */
    boolean isEmpty();

    /** Writes the memory's bytes, led by a layout version. */
    void write(LayoutWriter out);

    default void learn(Consignment consignment) {}

    default void retract(Consignment consignment) {}

    /** Learns what was found on a consignment. */
    default void learn(Consignment consignment, Outcome outcome) {}

    default void retract(Consignment consignment, Outcome outcome) {}

    default void learn(ContainerMove move) {}
}
