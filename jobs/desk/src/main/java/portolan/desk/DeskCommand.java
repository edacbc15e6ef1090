// SPDX-License-Identifier: Apache-2.0
package portolan.desk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import portolan.console.evidence.ProvenSender;
import portolan.console.kafka.KafkaOptions;
import portolan.console.rules.SendersCommand;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.Outlet;
import portolan.console.screen.Terminal;
import portolan.console.screen.UnusableInputException;
import portolan.desk.index.IndexException;
import portolan.desk.oidc.OidcSettings;
import portolan.desk.operations.EnginePlaces;
import portolan.desk.rules.KeyFolder;
import portolan.desk.rules.RuleDeskSettings;
import portolan.desk.server.Accounts;
import portolan.desk.server.Role;
import portolan.desk.server.User;

/** {@code portolan desk}: the worklist in a browser. */
@Command(
        name = "desk",
        description = {
            "Serves the desk: officers work through the list in a browser, operators tune.",
            "It listens on this machine only, unless --host and a certificate are given."
        },
        sortOptions = false,
        subcommands = {DeskCommand.UserCommand.class, DeskCommand.PasswordCommand.class},
        exitCodeList = {"0:done", "1:it ended by a fault", "2:bad usage", "3:Kafka does not answer, or forbids it"})
public final class DeskCommand extends ConsoleCommand {

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private final UsersOption users = new UsersOption();

    @Option(
            names = "--oidc",
            paramLabel = "FILE",
            description = "identity provider at which people sign in, and what they may (default: local accounts only)")
    private @Nullable Path oidc;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "where it listens; other than this machine needs --tls-keystore (default: ${DEFAULT-VALUE})")
    private String host = "127.0.0.1";

    @Option(names = "--port", paramLabel = "N", description = "0 for any that is free (default: ${DEFAULT-VALUE})")
    private int port = 8095;

    @Option(
            names = "--tls-keystore",
            paramLabel = "FILE",
            description = "PKCS12 with the server's key and certificate (default: no TLS)")
    private @Nullable Path keyStore;

    @Option(
            names = "--tls-password-file",
            paramLabel = "FILE",
            description = "file with the password of --tls-keystore in its first line")
    private @Nullable Path keyStorePassword;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "directory of its index, which the topics fill again (default: ${DEFAULT-VALUE})")
    private Path data = Path.of("desk");

    @Option(
            names = "--kept-days",
            paramLabel = "N",
            description = "days of filings and assessments that are at hand (default: ${DEFAULT-VALUE})")
    private int keptDays = 30;

    @Option(
            names = "--rules",
            paramLabel = "PLACE",
            description = "files or folders with rule sets that judged, beside those of the topic and the baseline")
    private List<Path> rules = List.of();

    @Option(
            names = "--flink",
            paramLabel = "URL",
            description =
                    "Flink's REST interface, for checkpoints, like http://localhost:8081 (default: none are shown)")
    private @Nullable URI flink;

    @Option(
            names = "--group",
            paramLabel = "NAME",
            description =
                    "consumer group of a job, for what waits; may be repeated (default: those of run and receive job)")
    private List<String> groups = List.of();

    @Option(
            names = "--archive",
            paramLabel = "DIR",
            description = "that of the scoring job, for the scorecard of rules, and to try rules on")
    private @Nullable Path archive;

    @Option(
            names = "--rule-keys",
            paramLabel = "DIR",
            description = "that of the scoring job, so that people can sign rules in browsers (default: nobody can)")
    private @Nullable Path ruleKeys;

    @Option(
            names = "--deployment",
            paramLabel = "ID",
            description = "that of the scoring job, which steps with rules are signed for; needed with --rule-keys")
    private @Nullable String deployment;

    @Option(
            names = "--profiles",
            paramLabel = "DIR",
            description = "that of the receive job, to mend them: the desk only reads it")
    private @Nullable Path profiles;

    @Option(names = "--store", paramLabel = "DIR", description = "that of the gateways, where large messages are")
    private @Nullable Path store;

    @Option(
            names = "--canaries",
            paramLabel = "FILE",
            description =
                    "consignments or names, one a line, that nobody has a reason to touch: the audit says who did")
    private @Nullable Path canaries;

    @Option(
            names = "--keys",
            paramLabel = "DIR",
            description = "the desk's own key, with which it signs what people do at it; made at its first start"
                    + " (default: 'evidence' in --data)")
    private @Nullable Path keys;

    @Option(
            names = "--seals",
            paramLabel = "FILE",
            description = "where the heads of its chains are appended each hour, best on another machine's disk"
                    + " (default: nowhere)")
    private @Nullable Path seals;

    @Option(
            names = "--sender-key",
            paramLabel = "FILE",
            description = "key NAME.key that proves to the job that NAME reports inspections, while a senders list"
                    + " is in force (default: nothing is proven)")
    private @Nullable Path senderKey;

    /** Which accounts, the same in every command. */
    static final class UsersOption {
        @Option(
                names = "--users",
                paramLabel = "FILE",
                defaultValue = "desk-users",
                description = "who may sit at it: 'portolan desk user' writes it (default: ${DEFAULT-VALUE})")
        private Path file = Path.of("desk-users");

        Path file() {
            return file;
        }
    }

    @Override
    public Integer call() throws Exception {
        CommandLine line = spec().commandLine();
        if (!isLoopback(host) && keyStore == null) {
            throw new CommandLine.ParameterException(
                    line, "passwords would travel in clear: give --tls-keystore, or leave --host out");
        }
        if (oidc == null && !Files.isRegularFile(users.file())) {
            throw new CommandLine.ParameterException(
                    line,
                    "there are no accounts: --users=" + users.file()
                            + "; 'portolan desk user NAME --role officer' makes the first");
        }
        if (ruleKeys != null && deployment == null) {
            throw new CommandLine.ParameterException(
                    line,
                    "steps are signed for a deployment: give --deployment beside --rule-keys, as the job has them");
        }
        DeskSettings settings = settings();
        settings.kafka().reached().close();
        try (Desk desk = Desk.start(settings)) {
            // Without its keys the desk cannot judge which list is in force.
            (ruleKeys == null
                            ? List.of("whether senders are checked is not known: no --rule-keys")
                            : SendersCommand.doubts(
                                    settings.kafka(),
                                    new KeyFolder(ruleKeys, settings.ruleDesk().deployment(), false).keys()))
                    .forEach(doubt -> line.getErr().println("portolan: " + doubt));
            line.getOut().println("The desk   " + desk.address());
            line.getOut().println("Ctrl-C ends it; what was done is in the topics.");
            line.getOut().flush();
            CountDownLatch ended = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(desk::close, "desk-end"));
            ended.await();
            return 0;
        } catch (IndexException refused) {
            throw new UnusableInputException(String.valueOf(refused.getMessage()), refused);
        }
    }

    private DeskSettings settings() throws IOException, UnusableInputException {
        return new DeskSettings(
                kafka.access(),
                data,
                keptDays,
                oidc == null ? Accounts.read(users.file()) : Accounts.readOrNew(users.file()),
                oidc == null ? null : OidcSettings.read(oidc),
                List.of(),
                host,
                port,
                keyStore,
                keyStorePassword == null
                        ? ""
                        : Files.readAllLines(keyStorePassword).get(0),
                rules,
                new EnginePlaces(
                        groups.isEmpty() ? EnginePlaces.GROUPS : groups, flink, profiles, store, archive, canaries),
                new RuleDeskSettings(ruleKeys, deployment == null ? "" : deployment, false, archive),
                new EvidenceSettings(keys, seals, ProvenSender.ofFile(senderKey)));
    }

    private static boolean isLoopback(String host) {
        return host.equals("127.0.0.1") || host.equals("::1") || host.equals("localhost");
    }

    /** Asks for a password twice where somebody sits, and reads one line where nobody does. */
    private static String password(CommandLine line) throws IOException {
        if (!Terminal.isInput() || !Outlet.canAsk()) {
            String read = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            if (read == null) {
                throw new CommandLine.ParameterException(line, "no password on standard input");
            }
            return read;
        }
        char[] first = Outlet.secret("Password: ");
        if (first == null || !Arrays.equals(first, Outlet.secret("Once more: "))) {
            throw new CommandLine.ParameterException(line, "the two are not the same");
        }
        return new String(first);
    }

    private static void put(CommandLine line, Path file, User user) throws IOException {
        try {
            Accounts.readOrNew(file).put(user, password(line));
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(line, String.valueOf(e.getMessage()), e);
        }
        line.getOut()
                .println(user.name() + " may sit at the desk as " + user.role().word() + ": " + file);
    }

    /** Adds somebody, or gives them another role. */
    @Command(name = "user", description = "Adds somebody to the accounts, or changes them; asks for their password.")
    static final class UserCommand extends ConsoleCommand {
        @Parameters(paramLabel = "NAME", description = "small letters, digits, '.', '-' and '_'")
        private String name = "";

        @Option(names = "--role", required = true, description = "one of ${COMPLETION-CANDIDATES}")
        private Role role = Role.OFFICER;

        @Option(
                names = "--office",
                split = ",",
                description = "office that they work for; several with commas (default: all)")
        private Set<String> offices = Set.of();

        @Option(
                names = "--tenant",
                split = ",",
                description = "tenant whose consignments they are shown; several with commas (default: all)")
        private Set<String> tenants = Set.of();

        @Mixin
        private final UsersOption users = new UsersOption();

        @Override
        public Integer call() throws IOException {
            CommandLine line = spec().commandLine();
            put(line, users.file(), user(line, name, role, tenants, offices));
            return 0;
        }
    }

    private static User user(CommandLine line, String name, Role role, Set<String> tenants, Set<String> offices) {
        try {
            return new User(name, role, tenants, offices);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(line, String.valueOf(e.getMessage()), e);
        }
    }

    /** The way back from a lost password: whoever has the machine sets a new one. */
    @Command(name = "password", description = "Sets somebody's password anew; the former file is kept as FILE.bak.")
    static final class PasswordCommand extends ConsoleCommand {
        @Parameters(paramLabel = "NAME", description = "who has an account")
        private String name = "";

        @Mixin
        private final UsersOption users = new UsersOption();

        @Override
        public Integer call() throws IOException {
            CommandLine line = spec().commandLine();
            User user = Accounts.readOrNew(users.file()).find(name);
            if (user == null) {
                throw new CommandLine.ParameterException(line, "nobody of this name has an account: " + name);
            }
            put(line, users.file(), user);
            return 0;
        }
    }
}
