// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.process;

import java.util.Map;
import java.util.TreeMap;

/** What a process was told when it was started, as {@code --name value} pairs. */
public record Arguments(Map<String, String> byName) {
    public Arguments {
        byName = Map.copyOf(byName);
    }

    public static Arguments of(String... words) {
        Map<String, String> byName = new TreeMap<>();
        for (int i = 0; i < words.length; i += 2) {
            if (!words[i].startsWith("--") || i + 1 == words.length) {
                throw new IllegalArgumentException(
                        "arguments must be pairs like --bootstrap localhost:9092: found=" + words[i]);
            }
            byName.put(words[i].substring(2), words[i + 1]);
        }
        return new Arguments(byName);
    }

    public String text(String name) {
        String value = byName.get(name);
        if (value == null) {
            throw new IllegalArgumentException("argument is missing: name=" + name);
        }
        return value;
    }

    public String text(String name, String otherwise) {
        return byName.getOrDefault(name, otherwise);
    }

    public int number(String name, int otherwise) {
        String value = byName.get(name);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    public double decimal(String name, double otherwise) {
        String value = byName.get(name);
        return value == null ? otherwise : Double.parseDouble(value);
    }
}
