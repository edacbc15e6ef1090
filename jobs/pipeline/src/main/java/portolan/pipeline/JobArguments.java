// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline;

import java.util.HashMap;
import java.util.Map;

/** The arguments of a job's main method. */
public final class JobArguments {
    private JobArguments() {}

    /**
     * Pairs like {@code --bootstrap localhost:9092}, by name.
     *
     * @throws IllegalArgumentException if they are none, or one is given twice
     */
    public static Map<String, String> named(String... arguments) {
        Map<String, String> named = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!arguments[i].startsWith("--") || i + 1 == arguments.length) {
                throw new IllegalArgumentException(
                        "arguments must be pairs like --bootstrap localhost:9092: found=" + arguments[i]);
            }
            if (named.put(arguments[i].substring(2), arguments[i + 1]) != null) {
                throw new IllegalArgumentException("argument is given twice: " + arguments[i]);
            }
        }
        return named;
    }
}
