package portolan.pipeline;

import java.io.Serializable;

/** Reads one wire format. Travels to the tasks with the graph, so what cannot travel is made on first use. */
@FunctionalInterface
public interface Decoder extends Serializable {
    /** Reads and validates; what is wrong with the record is a {@link Reject}, not an exception. */
    Decoded decode(RawRecord raw);
}
