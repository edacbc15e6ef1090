// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

import java.util.List;
import java.util.Map;

/**
 * Where and with what figures were measured.
 *
 * @param facts commit, JVM, kernel, cores and memory, by name
 * @param commands of each process, what it is started under if anything, its flags and arguments, by its name
 */
public record Environment(Map<String, String> facts, Map<String, List<String>> commands) {
    public Environment {
        facts = new java.util.TreeMap<>(facts);
        commands = new java.util.TreeMap<>(commands);
    }
}
