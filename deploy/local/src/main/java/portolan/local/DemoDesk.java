// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.UnusableInputException;
import portolan.desk.Desk;
import portolan.desk.DeskSettings;
import portolan.desk.EvidenceSettings;
import portolan.desk.operations.EnginePlaces;
import portolan.desk.rules.RuleDeskSettings;
import portolan.desk.server.Accounts;
import portolan.desk.server.Role;
import portolan.desk.server.User;
import portolan.topics.KafkaAccess;

/** The desk of a demo: whoever has its address plays an officer, and may take every other place. */
final class DemoDesk implements AutoCloseable {
    /** No desk at all. */
    static final DemoDesk NONE = new DemoDesk(null);

    private static final int DAYS = 30;

    private static final List<User> GUESTS = List.of(
            new User("anna", Role.OFFICER, ""),
            new User("ben", Role.OFFICER, ""),
            new User("sofia", Role.SUPERVISOR, ""),
            new User("oskar", Role.OPERATOR, ""),
            new User("mira", Role.MENTOR, ""),
            new User("axel", Role.AUDITOR, ""));

    private final @Nullable Desk desk;

    private DemoDesk(@Nullable Desk desk) {
        this.desk = desk;
    }

    /**
     * Where rules are written and signed. A demo that was given no keys begins with none, and its guests enrol their own.
     *
     * @param given folder of keys; null for none
     */
    static RuleDeskSettings rules(@Nullable Path given, String deployment, @Nullable Path archive, Path directory)
            throws IOException {
        return new RuleDeskSettings(
                given == null ? Files.createDirectories(directory.resolve("keys")) : given,
                deployment,
                given == null,
                archive);
    }

    /**
     * @param rules places of rule sets, beside the baseline
     * @param flink Flink's REST interface
     * @param ruleDesk keys and archive of the job
     * @param directory for its index
     */
    static DemoDesk start(String kafka, List<Path> rules, URI flink, RuleDeskSettings ruleDesk, Path directory)
            throws IOException, UnusableInputException {
        return new DemoDesk(Desk.start(new DeskSettings(
                KafkaAccess.at(kafka),
                directory,
                DAYS,
                Accounts.readOrNew(directory.resolve("users")),
                null,
                GUESTS,
                "127.0.0.1",
                0,
                null,
                "",
                rules,
                new EnginePlaces(EnginePlaces.GROUPS, flink, null, null, ruleDesk.archive(), null),
                ruleDesk,
                EvidenceSettings.NONE)));
    }

    void announce(PrintWriter out) {
        if (desk != null) {
            out.println("The desk         " + desk.invitation());
        }
    }

    @Override
    public void close() {
        if (desk != null) {
            desk.close();
        }
    }
}
