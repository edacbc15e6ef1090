// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import portolan.console.screen.CommandGroup;

/** {@code portolan backup}: what a job needs to go on elsewhere, made while it runs. */
@Command(
        name = "backup",
        description = {
            "Makes, checks and restores backups: the last checkpoint with all its files, and the archive as of it.",
            "Topics are Kafka's to keep. 'sha256sum -c SHA256SUMS' checks one as well."
        })
final class BackupCommand extends CommandGroup {
    private static final int DAMAGED = 1;

    @Command(name = "create", description = "Makes a backup while the job runs, or after it ended.")
    int create(
            @Parameters(paramLabel = "DIR", description = "a folder that is empty or not there") Path directory,
            @Option(names = "--data", paramLabel = "DIR", required = true, description = "that of run") Path data,
            @Option(names = "--archive", paramLabel = "DIR", description = "that of run (default: none)") @Nullable
                    Path archive,
            @Option(
                            names = "--also",
                            paramLabel = "PATH",
                            description = "a file or folder that goes with it, like the desk's users and seals, rules"
                                    + " and rule keys; files NAME.key and NAME.p12 are left out; may be repeated")
                    @Nullable
                    List<Path> also)
            throws IOException, InterruptedException {
        Path made = new Backup(directory)
                .create(data, archive, also == null ? List.of() : also, what -> err().println("portolan: " + what));
        out().println("backup of " + made + " in " + directory);
        return 0;
    }

    @Command(name = "verify", description = "Reads all of a backup and names each file that is not as it was written.")
    int verify(@Parameters(paramLabel = "DIR") Path directory) throws IOException {
        List<String> damage = new Backup(directory).damage();
        damage.forEach(one -> err().println("portolan: damaged: " + one));
        if (damage.isEmpty()) {
            out().println("all as it was written: " + directory);
        }
        return damage.isEmpty() ? 0 : DAMAGED;
    }

    @Command(name = "restore", description = "Verifies a backup, copies its state, and its archive to where that was.")
    int restore(
            @Parameters(paramLabel = "DIR") Path directory,
            @Option(names = "--data", paramLabel = "NEW", required = true, description = "empty or not there")
                    Path data)
            throws IOException {
        Backup backup = new Backup(directory);
        backup.restore(data);
        Path archive = backup.archive();
        String run = "portolan run --data " + data + (archive == null ? "" : " --archive " + archive);
        out().println("start it as before, where nothing runs on the original: " + run + " --take-over --set-back");
        out().println("what was named by --also stays in " + directory);
        return 0;
    }
}
