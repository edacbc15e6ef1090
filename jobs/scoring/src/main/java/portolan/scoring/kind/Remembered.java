// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind;

import java.time.Duration;

/**
 * A kind of memory together with the indicators that read it: all that Remember needs of it.
 *
 * @param retention how long after its last visit a memory is kept, in order time
 */
public record Remembered<M>(MemoryKind<M> kind, Measure<M> measure, Duration retention) {
    /** A kind that says itself how long it is kept. */
    public Remembered(MemoryKind<M> kind, Measure<M> measure) {
        this(kind, measure, kind.retention());
    }
}
