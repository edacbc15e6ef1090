// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import portolan.scoring.bank.BankValues;
import portolan.scoring.indicator.Readings;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * What was read of one consignment, as it is stored.
 *
 * <pre>
 *   v1   octet 1, the version | list of readings as an assessment has them
 *   v2   octet 2, then as v1 | what declared memories say
 * </pre>
 */
public final class ReadingsBytes {
    private static final int VERSION = 2;

    /**
     * Some sixty readings with their evidence take five kilobytes; a writer that grows to them copies them five times.
     */
    private static final ThreadLocal<LayoutWriter> ROOM = ThreadLocal.withInitial(LayoutWriter::new);

    private ReadingsBytes() {}

    /**
     * What was read.
     *
     * @param said by declared memories
     */
    public record Read(Readings readings, BankValues said) {}

    public static byte[] of(Readings readings, BankValues said) {
        LayoutWriter out = ROOM.get().clear().octet(VERSION).list(readings.all(), AssessmentStreamLayout::writeReading);
        said.write(out);
        return out.toBytes();
    }

    /** Reads what this code and the last release wrote. */
    public static Read read(byte[] bytes) {
        LayoutReader in = new LayoutReader(bytes);
        int written = in.version("readings", VERSION);
        return new Read(
                Readings.of(in.list(AssessmentStreamLayout::readReading)),
                written >= 2 ? BankValues.read(in) : BankValues.NONE);
    }
}
