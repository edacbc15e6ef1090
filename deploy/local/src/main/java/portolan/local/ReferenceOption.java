package portolan.local;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import portolan.pipeline.JobSettings;

/** The option of every command that runs the job: where reference lists are, told back as which of them were found. */
final class ReferenceOption {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Option(
            names = "--reference",
            paramLabel = "DIR",
            description = "directory with reference lists (default: the bundled)")
    private @Nullable Path directory;

    void addTo(Map<String, String> arguments) {
        if (directory != null) {
            arguments.put("reference", directory.toString());
        }
    }

    /** Says on standard error what the directory gave and what stands in for the rest; nothing when none is given. */
    void report(JobSettings settings) {
        if (directory != null) {
            for (String line : settings.reference().found()) {
                spec.commandLine().getErr().println("portolan: " + line);
            }
        }
    }
}
