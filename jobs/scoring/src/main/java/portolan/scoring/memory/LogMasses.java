package portolan.scoring.memory;

import portolan.scoring.layout.LayoutException;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * The natural logarithms of the last {@value #MOST} masses, in steps of 1/{@value #STEPS} (0.4 %), in the order learned.
 *
 * <p>A retraction takes out the last mass of the same step, whichever consignment taught it. A seventeenth mass pushes
 * out the first; retracting does not bring that back, so that after retractions up to as many masses may be missing as
 * were retracted, and a mass that was pushed out already cannot be retracted.
 *
 * <pre>
 *   list of: signed step
 * </pre>
 */
public final class LogMasses {
    static final int MOST = 16;
    static final int STEPS = 256;

    private final int[] steps = new int[MOST];
    private int size;

    LogMasses() {}

    /** How many masses are kept. */
    public int size() {
        return size;
    }

    /** The logarithms of the masses in kilograms, as they were learned. */
    public double[] logKg() {
        double[] logKg = new double[size];
        for (int i = 0; i < size; i++) {
            logKg[i] = (double) steps[i] / STEPS;
        }
        return logKg;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Learns a mass in kilograms; one that is not stated, or zero, teaches nothing. */
    void learn(double massKg) {
        if (!isMass(massKg)) {
            return;
        }
        if (size == MOST) {
            remove(0);
        }
        steps[size++] = step(massKg);
    }

    void retract(double massKg) {
        if (!isMass(massKg)) {
            return;
        }
        int step = step(massKg);
        for (int i = size - 1; i >= 0; i--) {
            if (steps[i] == step) {
                remove(i);
                return;
            }
        }
    }

    private static boolean isMass(double massKg) {
        return massKg > 0 && massKg < Double.POSITIVE_INFINITY;
    }

    private static int step(double massKg) {
        return (int) StrictMath.rint(StrictMath.log(massKg) * STEPS);
    }

    private void remove(int at) {
        System.arraycopy(steps, at + 1, steps, at, size - at - 1);
        size--;
    }

    void write(LayoutWriter writer) {
        writer.count(size);
        for (int i = 0; i < size; i++) {
            writer.signed(steps[i]);
        }
    }

    static LogMasses read(LayoutReader reader) {
        LogMasses read = new LogMasses();
        int size = reader.size();
        if (size > MOST) {
            throw new LayoutException("more masses than a memory keeps: masses=" + size + ", most=" + MOST);
        }
        for (int i = 0; i < size; i++) {
            read.steps[i] = (int) reader.signed();
        }
        read.size = size;
        return read;
    }
}
