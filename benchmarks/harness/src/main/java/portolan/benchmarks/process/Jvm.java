// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.process;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Java program to be started as a process.
 *
 * @param under the command that starts it, such as one that says how its threads take turns; none for itself
 * @param flags options of the JVM, the heap's included
 */
public record Jvm(List<String> under, String mainClass, String classPath, List<String> flags, List<String> arguments) {
    public Jvm {
        under = List.copyOf(under);
        flags = List.copyOf(flags);
        arguments = List.copyOf(arguments);
    }

    public Jvm(String mainClass, String classPath, List<String> flags, List<String> arguments) {
        this(List.of(), mainClass, classPath, flags, arguments);
    }

    /** The same program, whose threads take turns as those of {@code portolan run} do: the launcher says how. */
    public Jvm takingTurns() {
        String told = System.getProperty("portolan.turns", "");
        return new Jvm(
                told.isEmpty() ? List.of() : List.of(told.split(" ", -1)), mainClass, classPath, flags, arguments);
    }

    /** A program of this class path. */
    public static Jvm own(String mainClass, List<String> flags, List<String> arguments) {
        return new Jvm(mainClass, System.getProperty("java.class.path"), flags, arguments);
    }

    /** The flags that this JVM was started with, without its heap and without what only its terminal is told. */
    public static List<String> launcherFlags() {
        List<String> flags = new ArrayList<>();
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!flag.startsWith("-Xm") && !flag.startsWith("-Dportolan.")) {
                flags.add(flag);
            }
        }
        return flags;
    }

    List<String> command(Path log) {
        List<String> command = new ArrayList<>(under);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-Dportolan.log=" + log);
        command.add("-cp");
        command.add(classPath);
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }
}
