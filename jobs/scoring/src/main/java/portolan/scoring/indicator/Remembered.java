package portolan.scoring.indicator;

import portolan.scoring.memory.MemoryKind;

/** A kind of memory together with the indicators that read it: all that Remember needs of it. */
public record Remembered<M>(MemoryKind<M> kind, Measure<M> measure) {}
