// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What was seen of a run after a fault.
 *
 * @param told what is committed
 * @param lines what was listened for on the terminal
 * @param measured metrics that were looked at
 * @param mayRepeat whether records may be there twice
 * @param bytesAreDue whether assessments and alerts must be those of the oracle to the byte
 * @param diskBefore bytes of the run's files when the fault began
 * @param disk bytes of them now
 */
record Seen(
        Told told,
        List<Line> lines,
        List<Measured> measured,
        boolean mayRepeat,
        boolean bytesAreDue,
        long diskBefore,
        long disk) {
    private static final double DISK_AT_MOST = 1.1;

    /**
     * A line of the terminal that was, or was not, to be said.
     *
     * @param pattern of the line
     * @param due whether it was to be said
     * @param text what the terminal showed since the fault
     * @param afterMillis when it was there
     * @param withinMillis when it was to be
     */
    record Line(String pattern, boolean due, String text, long afterMillis, long withinMillis) {}

    /** A metric, its value, and what it must have been at least. */
    record Measured(String name, long value, long atLeast) {}

    /** Compares it with what was expected. */
    void verify(Expected expected) {
        expected.verify(told, bytesAreDue);
        if (told.duplicates() > 0 && !mayRepeat) {
            throw new AssertionError("committed twice: records=" + told.duplicates());
        }
        lines.forEach(Seen::verify);
        for (Measured one : measured) {
            if (one.value() < one.atLeast()) {
                throw new AssertionError(
                        "metric: name=" + one.name() + ", at least=" + one.atLeast() + ", found=" + one.value());
            }
        }
        if (!isAsBefore(diskBefore, disk)) {
            throw new AssertionError("disk: before=" + diskBefore + ", now=" + disk);
        }
    }

    private static void verify(Line line) {
        boolean isSaid = Pattern.compile(line.pattern(), Pattern.MULTILINE)
                .matcher(line.text())
                .find();
        if (isSaid != line.due()) {
            throw new AssertionError(
                    "the terminal " + (isSaid ? "says" : "does not say") + " '" + line.pattern() + "': " + line.text());
        }
        if (line.due() && line.afterMillis() > line.withinMillis()) {
            throw new AssertionError("said late: '" + line.pattern() + "', after ms=" + line.afterMillis()
                    + ", within ms=" + line.withinMillis());
        }
    }

    static boolean isAsBefore(long diskBefore, long disk) {
        return disk <= diskBefore * DISK_AT_MOST;
    }

    Seen with(Told other) {
        return new Seen(other, lines, measured, mayRepeat, bytesAreDue, diskBefore, disk);
    }

    Seen withLines(List<Line> others) {
        return new Seen(told, others, measured, mayRepeat, bytesAreDue, diskBefore, disk);
    }

    Seen withMeasured(List<Measured> others) {
        return new Seen(told, lines, others, mayRepeat, bytesAreDue, diskBefore, disk);
    }

    Seen withDisk(long other) {
        return new Seen(told, lines, measured, mayRepeat, bytesAreDue, diskBefore, other);
    }
}
