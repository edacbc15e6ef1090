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

    private ReadingsBytes() {}

    public static byte[] of(Readings readings) {
        return new LayoutWriter()
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
