// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind;

import java.util.List;
import portolan.scoring.reading.Answer;
import portolan.scoring.reading.Definition;

/**
 * What the indicators of one kind of memory measure, before the memory learns.
 *
 * @param <M> the memory
 */
@FunctionalInterface
public interface Measure<M> {
    /** Measures one visit; an indicator without the evidence to mean anything gives no reading. */
    Answer of(Visit visit, M memory);

    /** What its indicators are. */
    default List<Definition> definitions() {
        return List.of();
    }
}
