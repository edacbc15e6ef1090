// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import portolan.archive.ArchiveException;
import portolan.console.evaluate.EvaluateCommand;
import portolan.console.evidence.AuditCommand;
import portolan.console.explain.ExplainCommand;
import portolan.console.outcomes.OutcomesCommand;
import portolan.console.receive.MessageCommand;
import portolan.console.rejects.RejectsCommand;
import portolan.console.rules.RulesCommand;
import portolan.console.rules.SendersCommand;
import portolan.console.rules.SuppressionsCommand;
import portolan.console.rules.WatchlistsCommand;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.Outlet;
import portolan.console.screen.UnusableInputException;
import portolan.console.topics.TopicsCommand;
import portolan.console.whatif.RulesWhatIfCommand;
import portolan.desk.DeskCommand;
import portolan.pipeline.stage.FloodException;
import portolan.topics.KafkaFault;

/**
 * The {@code portolan} command. A subcommand is a class of its own, named in {@code subcommands} below; what it
 * returns is the exit code.
 *
 * <p>0: done. 1: the work failed. 2: bad usage or bad input, told by a {@link BadInput} or by picocli. 3: Kafka could
 * not be reached. Results go to standard output, messages to standard error, stack traces to the log.
 */
@Command(
        name = "portolan",
        description = "Scores customs declarations and manifests as they arrive, and says why.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Portolan.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the work failed", "2:bad usage or bad input", "3:Kafka could not be reached"},
        subcommands = {
            DemoCommand.class,
            ClassCommand.class,
            ScoreCommand.class,
            RunCommand.class,
            BootstrapCommand.class,
            ReceiveCommand.class,
            MessageCommand.class,
            FeedsCommand.class,
            SendCommand.class,
            GenerateCommand.class,
            EvaluateCommand.class,
            ExplainCommand.class,
            DeskCommand.class,
            RulesCommand.class,
            SuppressionsCommand.class,
            SendersCommand.class,
            WatchlistsCommand.class,
            WatchCommand.class,
            OutcomesCommand.class,
            AuditCommand.class,
            RejectsCommand.class,
            TopicsCommand.class,
            ClusterCommand.class,
            BackupCommand.class,
        })
public final class Portolan implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    private Portolan() {}

    public static void main(String[] args) {
        // Kafka writes names in capitals of the machine's language: in Turkish its broker would not start.
        Locale.setDefault(Locale.US);
        // Threads of Kafka and Flink may outlive what they were for: the process ends when the work has.
        int exitCode = commandLine().setExecutionStrategy(CommandLog::execute).execute(args);
        System.exit(exitCode);
    }

    static CommandLine commandLine() {
        CommandLine portolan = new CommandLine(new Portolan());
        // It replays files through the engine: the console, which owns evaluate, does not know how files become
        // filings.
        Objects.requireNonNull(portolan.getSubcommands().get("evaluate"), "named above")
                .addSubcommand(new WorldsCommand());
        // Built on the console's other classes, as a package of its own: they cannot name it in return.
        Objects.requireNonNull(portolan.getSubcommands().get("rules"), "named above")
                .addSubcommand(new RulesWhatIfCommand())
                .addSubcommand(new RulesLearnCommand());
        return WrongUsage.toldBy(portolan)
                .setOut(Outlet.standardOutput())
                .setErr(Outlet.standardError())
                // Its own colours would not pass the filter.
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Portolan::explain);
    }

    /** Without a subcommand there is nothing to do. */
    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "say a command, one of: " + String.join(", ", spec.subcommands().keySet()));
    }

    private static int explain(Exception fault, CommandLine command, ParseResult arguments) throws Exception {
        PrintWriter err = command.getErr();
        if (fault instanceof UnusableInputException || fault instanceof ArchiveException) {
            return ConsoleCommand.refused(fault, command, arguments);
        }
        if (fault instanceof BadInput) {
            err.println("portolan: " + fault.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        if (fault instanceof KafkaFault) {
            LoggerFactory.getLogger(Portolan.class)
                    .error("{} failed", command.getCommandSpec().qualifiedName(), fault);
            err.println("portolan: " + fault.getMessage());
            return KafkaFault.EXIT_CODE;
        }
        // Not a field: logging takes half a second to start, and most commands never say a word.
        LoggerFactory.getLogger(Portolan.class)
                .error("{} failed", command.getCommandSpec().qualifiedName(), fault);
        err.println("portolan: " + reasons(fault));
        String log = CommandLog.file();
        if (log != null) {
            err.println("portolan: more in " + log);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** The messages of a fault and of its causes, the outermost first, each said once. */
    private static String reasons(Throwable fault) {
        StringBuilder reasons = new StringBuilder();
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            String reason = Objects.requireNonNullElse(
                    cause.getMessage(), cause.getClass().getSimpleName());
            if (cause instanceof FloodException) {
                // It says all there is to say, and Flink wraps it in what says nothing.
                return reason;
            }
            if (reasons.indexOf(reason) < 0) {
                reasons.append(reasons.isEmpty() ? "" : ": ").append(reason);
            }
        }
        return reasons.toString();
    }

    /** What the build says the version is. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"portolan " + number()};
        }

        static String number() {
            try (InputStream version = Portolan.class.getResourceAsStream("/portolan/version")) {
                return new String(
                                Objects.requireNonNull(version, "/portolan/version")
                                        .readAllBytes(),
                                StandardCharsets.UTF_8)
                        .strip();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the version", e);
            }
        }
    }
}
