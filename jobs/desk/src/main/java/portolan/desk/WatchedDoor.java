// SPDX-License-Identifier: Apache-2.0
package portolan.desk;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import portolan.console.screen.TextLine;
import portolan.desk.server.Door;
import portolan.desk.server.User;
import portolan.desk.work.WorkLog;

/**
 * A door that leaves a line in the audit where passwords are guessed. The desk itself says so: nobody knows who it was.
 * Whoever is not noted as an account, as it is now, does nothing.
 */
record WatchedDoor(Door door, Roster roster, WorkLog log) implements Door {
    private static final String DESK = "desk";
    private static final int LONGEST_NAME = 60;

    @Override
    public Optional<User> enter(String name, String password) throws IOException {
        return door.enter(name, password);
    }

    @Override
    public Optional<Entrance> enter(String name, String password, String kept) throws IOException {
        return door.enter(name, password, kept);
    }

    @Override
    public List<User> users() {
        return door.users();
    }

    @Override
    public void keepsWaiting(String name, String address, Duration wait) {
        log.auditLater(
                DESK,
                "",
                "WRONG_PASSWORDS",
                TextLine.cut(TextLine.harmless(name), LONGEST_NAME),
                "from=" + address + ", waits " + wait.toSeconds() + " s");
    }

    @Override
    public boolean isStill(User user, String proof) throws IOException {
        return roster.isNoted(user.name()) && door.isStill(user, proof);
    }
}
