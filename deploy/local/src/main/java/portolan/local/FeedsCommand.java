// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import portolan.feeds.formats.ProfileDraft;

/** {@code portolan feeds}: what helps to read the messages of a new counterparty. */
@Command(name = "feeds", subcommands = FeedsCommand.ProfileCommand.class, description = "Helps to read a new feed.")
final class FeedsCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Say a command: profile");
    }

    @Command(
            name = "profile",
            description = {
                "Drafts the profile of a counterparty from one of its messages, on standard output.",
                "What only a person knows stands in it as a remark: answer it, then name the file with --profile."
            })
    static final class ProfileCommand implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
        private CommandSpec spec;

        @Option(names = "--from", required = true, paramLabel = "SAMPLE", description = "file with one message")
        @SuppressWarnings("NullAway.Init") // required: picocli sets it or refuses
        private Path sample;

        @Override
        public Integer call() throws IOException {
            FeedFiles.readable(sample, "sample");
            try {
                spec.commandLine().getOut().print(ProfileDraft.of(Files.readAllBytes(sample)));
            } catch (IllegalArgumentException e) {
                throw new BadInput(e.getMessage() + ", file=" + sample, e);
            }
            return 0;
        }
    }
}
