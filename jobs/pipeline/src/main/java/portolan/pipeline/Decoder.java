// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline;

import java.io.Serializable;

/** Reads one wire format. Travels to the tasks with the graph, so what cannot travel is made on first use. */
@FunctionalInterface
public interface Decoder extends Serializable {
    /** Reason code of a fault in the decoder itself: every fault of a record has a code of its own. */
    String DECODER_FAILED = "DECODER_FAILED";

    /** Reads and validates; what is wrong with the record is a {@link Reject}, not an exception. */
    Decoded decode(RawRecord raw);

    /** The same, and even a fault of ours is the record's reject: one bad record must not become an endless restart. */
    @SuppressWarnings("CatchingUnchecked") // Readers of bytes throw checked exceptions past their signatures.
    default Decoded decodeOrReject(RawRecord raw) {
        try {
            return decode(raw);
        } catch (Exception | StackOverflowError fault) {
            return new Reject(DECODER_FAILED, "decoder failed: input=" + raw + ", fault=" + fault, "decode", raw);
        }
    }
}
