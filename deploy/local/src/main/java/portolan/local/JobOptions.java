// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import portolan.pipeline.JobSettings;

/** Options of every command that scores, and the one way in which they become the settings of a job. */
final class JobOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Option(
            names = "--reference",
            paramLabel = "DIR",
            description = "directory with reference lists (default: the bundled)")
    private @Nullable Path reference;

    @Option(
            names = "--watchlist",
            paramLabel = "FILE",
            description = "parties and ships to look out for: CSV under id,name,country,city,street, or JSON Lines with"
                    + " ids, aliases and imo as well; .gz too (default: none)")
    private @Nullable Path watchlist;

    @Option(
            names = "--remember-persons",
            description = "remember natural persons too, where data protection allows it (default: only companies)")
    private boolean remembersPersons;

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description = "properties of the job, NAME=VALUE a line: how long ledger and memories keep what, as"
                    + " deploy/SETTINGS.md lists them (default: as listed there)")
    private @Nullable Path settings;

    /**
     * The settings of a job.
     *
     * @param own what the command has options of its own for, or decides itself, by the names of the settings
     * @throws BadInput naming every fault
     */
    JobSettings read(Map<String, String> own) {
        Map<String, String> arguments = new HashMap<>(own);
        arguments.put("engine-version", Portolan.Version.number());
        put(arguments, "reference", reference);
        put(arguments, "watchlist", watchlist);
        if (remembersPersons) {
            arguments.put("remember-persons", "true");
        }
        if (settings != null) {
            addFrom(settings, arguments);
        }
        long heapBytes = Runtime.getRuntime().maxMemory();
        String parallelism = arguments.get("parallelism");
        arguments.putIfAbsent("cache-mib", HeapShares.cacheMib(heapBytes, parallelism));
        try {
            return JobSettings.of(arguments);
        } catch (IllegalArgumentException e) {
            throw new BadInput(e);
        }
    }

    /** Says on standard error what the directory of lists gave and what stands in for the rest; nothing without one. */
    void report(JobSettings of) {
        if (reference != null) {
            for (String line : of.reference().found()) {
                spec.commandLine().getErr().println("portolan: " + line);
            }
        }
    }

    /** Adds what was given. */
    static void put(Map<String, String> arguments, String name, @Nullable Object value) {
        if (value != null) {
            arguments.put(name, value.toString());
        }
    }

    static @Nullable Path absolute(@Nullable Path path) {
        return path == null ? null : path.toAbsolutePath();
    }

    /** What stands in the file and on the command line would be one of the two in silence. */
    private static void addFrom(Path file, Map<String, String> arguments) {
        Properties properties = new Properties();
        try (Reader text = Files.newBufferedReader(file)) {
            properties.load(text);
        } catch (IOException | IllegalArgumentException e) {
            throw new BadInput("settings cannot be read: file=" + file + ", cause=" + e, e);
        }
        List<String> twice = new ArrayList<>();
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
            if (arguments.putIfAbsent(name, properties.getProperty(name)) != null) {
                twice.add(name);
            }
        }
        if (!twice.isEmpty()) {
            throw new BadInput("the command itself says these, give them on the command line only: file=" + file
                    + ", settings=" + String.join(", ", twice));
        }
    }
}
