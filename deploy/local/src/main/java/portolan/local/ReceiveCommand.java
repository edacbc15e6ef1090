// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import portolan.console.kafka.KafkaOptions;
import portolan.console.receive.ApproveCommand;
import portolan.console.receive.FolderGateway;
import portolan.console.receive.HttpGateway;
import portolan.console.receive.KnownSenders;
import portolan.console.receive.MessageSender;
import portolan.console.screen.ConsoleCommand;
import portolan.scoring.rules.SenderKeys;
import portolan.topics.KafkaAccess;
import portolan.topics.KafkaFault;

/** {@code portolan receive}: the gateway that moves messages to their topic. */
@Command(
        name = "receive",
        subcommands = {ReceiveJobCommand.class, ApproveCommand.class},
        description = {
            "Moves messages as others send them (EDIFACT, X12, XML) to the topic messages.received, from a folder or over"
                    + " HTTP, until Ctrl-C. Reads none of them: that is the work of 'receive job'.",
            "In the folder, each folder is a sender. What was sent moves to .sent beside it."
        },
        exitCodeList = {"0:done", "1:some were refused", "2:bad usage or bad input", "3:Kafka does not answer"})
final class ReceiveCommand extends ConsoleCommand {
    private static final String TLS_PASSWORD = "PORTOLAN_TLS_PASSWORD";
    private static final Duration LOOK = Duration.ofMillis(500);

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Option(names = "--folder", paramLabel = "DIR", description = "folder whose files are sent")
    private @Nullable Path folder;

    @Option(
            names = "--http",
            paramLabel = "PORT",
            description = "port on loopback where POST /SENDER/NAME is taken (0: any that is free)")
    private @Nullable Integer port;

    @Option(
            names = "--tokens",
            paramLabel = "FILE",
            description = {
                "for --http: on each line a sender and the SHA-256 of the token by which it proves who it is",
                "one token: openssl rand -hex 32; its hash: printf %%s TOKEN | sha256sum"
            })
    private @Nullable Path tokens;

    @Option(
            names = "--tls",
            paramLabel = "FILE",
            description = "for --http by TLS: PKCS #12 with its own key; the password is in " + TLS_PASSWORD)
    private @Nullable Path tls;

    @Option(
            names = "--tls-senders",
            paramLabel = "FILE",
            description = "for --tls: PKCS #12 of certificates to trust; a sender is the common name of its own")
    private @Nullable Path tlsSenders;

    @Option(
            names = "--senders-not-checked",
            description = "for --http without --tokens and --tls: whoever reaches the port sends under any name")
    private boolean sendersNotChecked;

    @Option(
            names = "--sender",
            paramLabel = "NAME",
            description = "sender of the files that are in no folder of a sender (default: ${DEFAULT-VALUE})")
    private String sender = "UNKNOWN";

    @Option(names = "--tenant", paramLabel = "NAME", description = "whose data it is (default: as the profile says)")
    private @Nullable String tenant;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "profile by which the messages are read (default: that of the sender)")
    private @Nullable String profile;

    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "directory, shared with the job, for messages of more than a MiB (default: they are refused)")
    private @Nullable Path store;

    @Option(
            names = "--sender-key",
            paramLabel = "FILE",
            description = "the gateway's key: proves to the job who sent a message (default: none; see --gateway-keys)")
    private @Nullable Path senderKey;

    @Option(names = "--once", description = "send the files that are there, and end")
    private boolean once;

    @Override
    public Integer call() throws Exception {
        if (folder == null && port == null) {
            throw new ParameterException(spec().commandLine(), "Name a source: --folder DIR or --http PORT");
        }
        if (port != null && (tokens == null && tls == null) != sendersNotChecked) {
            throw new ParameterException(
                    spec().commandLine(),
                    "--http needs --tokens FILE, or --tls and --tls-senders; or else --senders-not-checked");
        }
        if ((tls == null) != (tlsSenders == null)) {
            throw new ParameterException(spec().commandLine(), "--tls and --tls-senders go together");
        }
        if (once && (folder == null || port != null)) {
            throw new ParameterException(spec().commandLine(), "--once goes with --folder alone");
        }
        if (folder != null && !Files.isDirectory(folder)) {
            throw new BadInput("there is no such folder: dir=" + folder);
        }
        KafkaAccess access = kafka.access();
        access.reached().close();
        PrintWriter out = out();
        Consumer<String> say = what -> {
            synchronized (out) {
                out.println(what);
                out.flush();
            }
        };
        try (Stop stop = Stop.onInterrupt();
                MessageSender to = new MessageSender(
                        access, new MessageSender.Settings(tenant, profile, store, key()), InstantSource.system());
                HttpGateway http = port == null ? null : new HttpGateway(port, to, senders(), say)) {
            if (http != null) {
                say.accept("listening at http" + (tls == null ? "" : "s") + "://127.0.0.1:" + http.port()
                        + "/SENDER/NAME"
                        + (sendersNotChecked ? "; SENDERS ARE NOT CHECKED: whoever reaches it sends as anybody" : ""));
            }
            FolderGateway files = folder == null ? null : new FolderGateway(folder, sender, to, say);
            while (!stop.isAsked()) {
                if (files != null && !look(files)) {
                    break;
                }
                stop.await(LOOK);
            }
            return files != null && files.refused() > 0 ? 1 : 0;
        }
    }

    private @Nullable SenderKeys key() {
        try {
            return senderKey == null ? null : SenderKeys.ofFile(senderKey);
        } catch (IOException unreadable) {
            throw new BadInput(unreadable);
        }
    }

    private KnownSenders senders() {
        try {
            KnownSenders byToken = tokens == null ? KnownSenders.NOT_CHECKED : KnownSenders.read(tokens);
            return tls == null || tlsSenders == null
                    ? byToken
                    : byToken.certified(tls, tlsSenders, System.getenv().getOrDefault(TLS_PASSWORD, ""));
        } catch (IOException unreadable) {
            throw new BadInput("who may send cannot be read: " + unreadable.getMessage());
        }
    }

    /** Whether there may be more to come. */
    private boolean look(FolderGateway files) throws IOException {
        try {
            return files.look() > 0 || !once;
        } catch (KafkaFault fault) {
            if (once) {
                throw fault;
            }
            err().println("portolan: " + fault.getMessage() + "; trying again");
            return true;
        }
    }
}
