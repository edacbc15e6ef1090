// SPDX-License-Identifier: Apache-2.0
package portolan.console.outcomes;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import portolan.schemas.lines.Nearest;

/** A name of a closed list, as a person types it: in any case, with a hyphen where the list has a line. */
final class Choice {
    private Choice() {}

    /** The value of that name; null when there is none, and then the faults say which was perhaps meant. */
    static <E extends Enum<E>> @Nullable E of(Class<E> list, String what, String typed, List<String> faults) {
        String name = typed.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        for (E known : list.getEnumConstants()) {
            if (known.name().equals(name)) {
                return known;
            }
        }
        List<String> names =
                Arrays.stream(list.getEnumConstants()).map(Enum::name).toList();
        String hint = Nearest.hint(name, names);
        faults.add("unknown " + what + " '" + typed + "'" + (hint.isEmpty() ? "; known are " + listed(list) : hint));
        return null;
    }

    static <E extends Enum<E>> String listed(Class<E> list) {
        return Arrays.stream(list.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
    }
}
