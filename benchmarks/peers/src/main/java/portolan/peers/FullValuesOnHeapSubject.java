// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import java.util.Map;

/** The full workload as {@link FullValuesSubject} has it, in Flink's own heap backend: one setting. */
public final class FullValuesOnHeapSubject {
    private static final Map<String, String> OPTIONS =
            Map.of("state.backend.type", "hashmap", "state.changelog.enabled", "false");

    private FullValuesOnHeapSubject() {}

    /**
     * Runs until its standard input is closed.
     *
     * @param arguments as {@link SubjectSettings} has them
     */
    public static void main(String[] arguments) {
        SubjectProcess.run(arguments, settings -> FlinkPeer.start(settings, OPTIONS, FullValuesSubject::connect));
    }
}
