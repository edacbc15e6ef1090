// SPDX-License-Identifier: Apache-2.0
package portolan.console.topics;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portolan.console.kafka.KafkaOptions;
import portolan.console.screen.Confirmation;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.TextLine;
import portolan.schemas.wire.Principal;
import portolan.topics.AclChanges;
import portolan.topics.KafkaAccess;
import portolan.topics.TopicChanges;
import portolan.topics.TopicCheck;

/** {@code portolan topics apply}: makes the topics, or mends them, and grants rights. */
@Command(
        name = "apply",
        description = {
            "Creates missing topics and corrects settings that differ from deploy/topics.yaml. Shows"
                    + " first what it would do, and asks. Repeated, it does nothing.",
            "Deletes nothing: no record, no topic, no partition and no right."
        },
        sortOptions = false,
        exitCodeList = {
            "0:all is as it should be",
            "1:not done, or with --dry-run not as it should be, or something is left that cannot be mended",
            "2:bad usage",
            "3:Kafka does not answer, or forbids it"
        })
final class TopicsApplyCommand extends ConsoleCommand {
    private static final int DONE = 0;
    private static final int NOT_DONE = 1;

    private final Confirmation confirmation;

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Option(names = "--acls", description = "grant each principal of deploy/topics.yaml its rights, too")
    private boolean acls;

    @Option(
            names = "--principal",
            paramLabel = "NAME=USER",
            description = "the user of Kafka that is one of the file's principals, like job=User:CN=job"
                    + " (default: User:portolan-NAME)")
    private Map<Principal, String> principals = new EnumMap<>(Principal.class);

    @Option(
            names = "--group-id",
            paramLabel = "ID",
            description = "consumer group of the job, to which its rights belong (default: ${DEFAULT-VALUE})")
    private String groupId = "portolan-scoring";

    @Option(names = "--dry-run", description = "show what would be done, and do nothing")
    private boolean dryRun;

    @Option(names = "--yes", description = "do not ask")
    private boolean yes;

    TopicsApplyCommand() {
        this(Confirmation.atTerminal());
    }

    TopicsApplyCommand(Confirmation confirmation) {
        this.confirmation = confirmation;
    }

    @Override
    public Integer call() {
        KafkaAccess access = kafka.access();
        try (Admin admin = access.reachedToChange()) {
            TopicChanges topics = TopicChanges.all(TopicCheck.of(access, admin), admin);
            AclChanges rights = acls ? AclChanges.of(access, admin, users(), groupId) : null;
            return apply(access, topics, rights, out(), err());
        }
    }

    private int apply(
            KafkaAccess access, TopicChanges topics, @Nullable AclChanges rights, PrintWriter out, PrintWriter err) {
        List<String> left = new ArrayList<>(topics.left());
        List<String> lines = new ArrayList<>(topics.lines());
        if (rights != null) {
            lines.addAll(rights.lines());
            rights.more().forEach(err::println);
        }
        left.forEach(err::println);
        lines.forEach(out::println);
        out.flush();
        if (lines.isEmpty()) {
            out.println(left.isEmpty() ? "nothing to do" : "nothing that can be done");
            return left.isEmpty() ? DONE : NOT_DONE;
        }
        if (dryRun) {
            err.println("nothing done: --dry-run");
            return NOT_DONE;
        }
        String question = "Do this at " + access.bootstrap() + ", " + TextLine.counted(lines.size(), "change") + "?";
        if (!confirmation.isAgreed(yes, question, "nothing done", "--yes, or look with --dry-run", err)) {
            return NOT_DONE;
        }
        topics.apply();
        if (rights != null) {
            rights.apply();
        }
        out.println("done: " + TextLine.counted(lines.size(), "change"));
        return left.isEmpty() ? DONE : NOT_DONE;
    }

    private Map<Principal, String> users() {
        Map<Principal, String> users = new EnumMap<>(Principal.class);
        for (Principal principal : Principal.values()) {
            users.put(principal, principals.getOrDefault(principal, principal.user()));
        }
        return users;
    }
}
