// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.UnusableInputException;
import portolan.desk.Desk;
import portolan.desk.DeskSettings;
import portolan.desk.operations.EnginePlaces;
import portolan.desk.rules.RuleDeskSettings;
import portolan.desk.server.Accounts;
import portolan.desk.server.Role;
import portolan.desk.server.User;
import portolan.topics.KafkaAccess;

/** The desk of a demo: whoever has its address plays an officer, and may take every other place. */
final class DemoDesk implements AutoCloseable {
    /** No desk at all. */
    static final DemoDesk NONE = new DemoDesk(null, null);

    private static final int DAYS = 30;

    private static final List<User> GUESTS = List.of(
            new User("anna", Role.OFFICER, ""),
            new User("ben", Role.OFFICER, ""),
            new User("sofia", Role.SUPERVISOR, ""),
            new User("oskar", Role.OPERATOR, ""),
            new User("mira", Role.MENTOR, ""),
            new User("axel", Role.AUDITOR, ""));

    private final @Nullable Desk desk;
    private final @Nullable WorkingDirectory directory;

    private DemoDesk(@Nullable Desk desk, @Nullable WorkingDirectory directory) {
        this.desk = desk;
        this.directory = directory;
    }

    /**
     * @param rules places of rule sets, beside the baseline
     * @param flink Flink's REST interface
     * @param ruleDesk keys and archive of the job
     */
    static DemoDesk start(String kafka, List<Path> rules, URI flink, RuleDeskSettings ruleDesk)
            throws IOException, UnusableInputException {
        WorkingDirectory directory = WorkingDirectory.temporary("portolan-desk-");
        Accounts nobody = Accounts.readOrNew(directory.path().resolve("users"));
        return new DemoDesk(
                Desk.start(new DeskSettings(
                        KafkaAccess.at(kafka),
                        directory.path(),
                        DAYS,
                        nobody,
                        GUESTS,
                        "127.0.0.1",
                        0,
                        null,
                        "",
                        rules,
                        new EnginePlaces(EnginePlaces.GROUPS, flink, null, null, ruleDesk.archive(), null),
                        ruleDesk)),
                directory);
    }

    void announce(PrintWriter out) {
        if (desk != null) {
            out.println("The desk         " + desk.invitation());
        }
    }

    @Override
    public void close() throws IOException {
        if (desk != null && directory != null) {
            desk.close();
            directory.close();
        }
    }
}
