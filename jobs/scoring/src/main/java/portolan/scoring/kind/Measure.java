// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind;

import portolan.scoring.reading.Answer;

/**
 * What the indicators of one kind of memory measure, before the memory learns.
 *
 * @param <M> the memory
 */
@FunctionalInterface
public interface Measure<M> {
    /** Measures one visit; an indicator without the evidence to mean anything gives no reading. */
    Answer of(Visit visit, M memory);
}
