// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import portolan.console.screen.CommandGroup;
import portolan.console.screen.ConsoleCommand;
import portolan.feeds.formats.ProfileDraft;

/** {@code portolan feeds}: what helps to read the messages of a new counterparty. */
@Command(name = "feeds", subcommands = FeedsCommand.ProfileCommand.class, description = "Helps to read a new feed.")
final class FeedsCommand extends CommandGroup {
    @Command(
            name = "profile",
            description = {
                "Drafts the profile of a counterparty from one of its messages, on standard output.",
                "What only a person knows stands in it as a remark: answer it, then name the file with --profile."
            })
    static final class ProfileCommand extends ConsoleCommand {
        @Option(names = "--from", required = true, paramLabel = "SAMPLE", description = "file with one message")
        @SuppressWarnings("NullAway.Init") // required: picocli sets it or refuses
        private Path sample;

        @Override
        public Integer call() throws IOException {
            FeedFiles.readable(sample, "sample");
            try {
                out().print(ProfileDraft.of(Files.readAllBytes(sample)));
            } catch (IllegalArgumentException e) {
                throw new BadInput(e.getMessage() + ", file=" + sample, e);
            }
            return 0;
        }
    }
}
