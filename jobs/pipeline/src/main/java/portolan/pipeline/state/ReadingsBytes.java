// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import portolan.scoring.indicator.Readings;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * The readings of one consignment as they are stored.
 *
 * <pre>
 *   v1   octet 1, the version | list of readings as an assessment has them
 * </pre>
 */
public final class ReadingsBytes {
    private static final int VERSION = 1;

    /**
     * Some sixty readings with their evidence take five kilobytes; a writer that grows to them copies them five times.
     */
    private static final ThreadLocal<LayoutWriter> ROOM = ThreadLocal.withInitial(LayoutWriter::new);

    private ReadingsBytes() {}

    public static byte[] of(Readings readings) {
        return ROOM.get()
                .clear()
                .octet(VERSION)
                .list(readings.all(), AssessmentStreamLayout::writeReading)
                .toBytes();
    }

    /** Reads every version ever written. */
    public static Readings read(byte[] bytes) {
        LayoutReader in = new LayoutReader(bytes);
        in.version("readings", VERSION);
        return Readings.of(in.list(AssessmentStreamLayout::readReading));
    }
}
