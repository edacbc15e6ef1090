// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is planted in an observation, to see that the checks of a fault do not pass on whatever they are given: a run that
 * withstood its fault is judged once more with each of these, and must fail.
 */
@SuppressWarnings("ImmutableEnumChecker") // what it holds is
enum Sabotage {
    LOSES_AN_ASSESSMENT(seen -> told(seen, told -> removeFirst(told.assessments.keySet()))),
    INVENTS_AN_ASSESSMENT(seen -> told(seen, told -> told.assessments.put("nobody's", new byte[] {1}))),
    FLIPS_A_BIT(seen -> seen.bytesAreDue() ? told(seen, told -> flip(told.assessments)) : null),
    FLIPS_A_BIT_OF_AN_ALERT(seen -> seen.bytesAreDue() ? told(seen, told -> flip(told.alerts)) : null),
    LOSES_AN_ALERT(seen -> seen.bytesAreDue() ? told(seen, told -> removeFirst(told.alerts.keySet())) : null),
    LOSES_A_REJECT(seen -> told(seen, told -> removeFirst(told.rejects.keySet()))),
    GIVES_ANOTHER_REASON(seen -> told(seen, told -> told.rejects.replaceAll((input, reason) -> "OTHER"))),
    REPEATS_A_RECORD(seen -> seen.mayRepeat() ? null : told(seen, told -> repeat(told, false))),
    REPEATS_WITH_OTHER_BYTES(seen -> told(seen, told -> repeat(told, true))),
    IS_SILENT(seen -> lines(
            seen, true, line -> new Seen.Line(line.pattern(), true, "", line.afterMillis(), line.withinMillis()))),
    SPEAKS_LATE(seen -> lines(
            seen,
            true,
            line -> new Seen.Line(line.pattern(), true, line.text(), line.withinMillis() + 1, line.withinMillis()))),
    SPEAKS_WITHOUT_NEED(seen ->
            lines(seen, false, line -> new Seen.Line(line.pattern(), false, line.pattern(), 0, line.withinMillis()))),
    COUNTS_NOTHING(seen -> seen.measured().isEmpty()
            ? null
            : seen.withMeasured(seen.measured().stream()
                    .map(one -> new Seen.Measured(one.name(), 0, one.atLeast()))
                    .toList())),
    LEAVES_FILES(seen -> seen.withDisk(seen.diskBefore() * 2 + 1));

    private final Alteration alteration;

    Sabotage(Alteration alteration) {
        this.alteration = alteration;
    }

    /** Null where there is nothing to alter. */
    @FunctionalInterface
    private interface Alteration {
        @Nullable
        Seen of(Seen seen);
    }

    /** The same with a fault; null where there is nothing of the kind. */
    @Nullable
    Seen in(Seen seen) {
        return alteration.of(seen);
    }

    /**
     * Plants all of them, one after another.
     *
     * @return those that were planted
     * @throws AssertionError naming those that were not noticed
     */
    static List<Sabotage> allAreNoticed(Expected expected, Seen seen) {
        List<Sabotage> noticed = new ArrayList<>();
        List<Sabotage> unnoticed = new ArrayList<>();
        for (Sabotage sabotage : values()) {
            Seen altered = sabotage.in(seen);
            if (altered != null) {
                (isNoticed(expected, altered) ? noticed : unnoticed).add(sabotage);
            }
        }
        if (!unnoticed.isEmpty()) {
            throw new AssertionError("planted and not noticed: " + unnoticed);
        }
        return noticed;
    }

    private static boolean isNoticed(Expected expected, Seen altered) {
        try {
            altered.verify(expected);
            return false;
        } catch (AssertionError noticed) {
            return true;
        }
    }

    private static @Nullable Seen told(Seen seen, Consumer<Told> alter) {
        Told told = seen.told().copy();
        Told before = told.copy();
        alter.accept(told);
        boolean isSame = told.assessments.equals(before.assessments)
                && told.alerts.equals(before.alerts)
                && told.rejects.equals(before.rejects)
                && told.duplicates() == before.duplicates();
        return isSame ? null : seen.with(told);
    }

    private static void removeFirst(Set<String> keys) {
        Iterator<String> first = keys.iterator();
        if (first.hasNext()) {
            first.next();
            first.remove();
        }
    }

    private static void flip(Map<String, byte[]> values) {
        values.entrySet().stream().findFirst().ifPresent(one -> one.setValue(flipped(one.getValue())));
    }

    private static byte[] flipped(byte[] value) {
        byte[] flipped = value.clone();
        flipped[flipped.length / 2] ^= 1;
        return flipped;
    }

    private static void repeat(Told told, boolean withOtherBytes) {
        told.assessments.entrySet().stream()
                .findFirst()
                .ifPresent(one -> told.again(one.getKey(), withOtherBytes ? flipped(one.getValue()) : one.getValue()));
    }

    private static @Nullable Seen lines(Seen seen, boolean due, java.util.function.UnaryOperator<Seen.Line> alter) {
        List<Seen.Line> altered = new ArrayList<>();
        boolean isAltered = false;
        for (Seen.Line line : seen.lines()) {
            altered.add(line.due() == due ? alter.apply(line) : line);
            isAltered |= line.due() == due;
        }
        return isAltered ? seen.withLines(altered) : null;
    }
}
