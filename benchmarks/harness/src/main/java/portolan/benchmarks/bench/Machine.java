// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import portolan.benchmarks.process.Heap;

/** What a reader must know of the machine and the code that were measured. */
final class Machine {
    private Machine() {}

    static Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        // Java's own command: the main class and what it was told.
        String told = System.getProperty("sun.java.command", "");
        facts.put("command", command(told, System.getProperty("portolan.home", ".")));
        String changed = output("git", "status", "--porcelain", "--untracked-files=no");
        facts.put("commit", output("git", "rev-parse", "HEAD") + (changed.isEmpty() ? "" : ", with changes"));
        facts.put("JVM", System.getProperty("java.vm.name") + ' ' + System.getProperty("java.runtime.version"));
        facts.put("kernel", System.getProperty("os.name") + ' ' + System.getProperty("os.version"));
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("memory", Heap.memoryMib() + " MiB");
        String options = System.getenv("JAVA_TOOL_OPTIONS");
        if (options != null && !options.isBlank()) {
            // Every JVM that is measured takes them from here.
            facts.put("JAVA_TOOL_OPTIONS", options);
        }
        return facts;
    }

    /** As it is typed in the checkout: whose folder that is says nothing of the figures. */
    static String command(String told, String home) {
        return "deploy/portolan bench"
                + told.substring(Math.max(0, told.indexOf(' '))).replace(home + '/', "");
    }

    /** What a program says, or nothing when it is not there. */
    private static String output(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(Path.of(System.getProperty("portolan.home", ".")).toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException absent) {
            return "";
        }
    }
}
