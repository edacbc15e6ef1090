// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind;

import portolan.scoring.layout.LayoutWriter;

/** What is remembered under one key of one kind. */
public interface Memory {
    /** Whether nothing is left to remember, so that the stored value can go. */
    boolean isEmpty();

    /** Writes the memory's bytes, led by a layout version. */
    void write(LayoutWriter out);
}
