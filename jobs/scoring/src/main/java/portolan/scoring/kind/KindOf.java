// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind;

import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Outcome;

/** A kind whose memories write themselves. It says what it learns of; of all else it learns nothing. */
public interface KindOf<M extends Memory> extends MemoryKind<M> {
    @Override
    default boolean isEmpty(M memory) {
        return memory.isEmpty();
    }

    @Override
    default void learn(M memory, String key, Consignment consignment) {}

    @Override
    default void retract(M memory, String key, Consignment consignment) {}

    @Override
    default void learnOutcome(M memory, String key, Consignment consignment, Outcome outcome) {}

    @Override
    default void retractOutcome(M memory, String key, Consignment consignment, Outcome outcome) {}

    @Override
    default void write(M memory, LayoutWriter out) {
        memory.write(out);
    }
}
