// SPDX-License-Identifier: Apache-2.0
package portolan.desk;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.TextLine;
import portolan.desk.server.Door;
import portolan.desk.server.Federation;
import portolan.desk.server.User;
import portolan.desk.work.AuditNotes;

/**
 * A door that leaves a line in the audit where passwords are guessed. The desk itself says so: nobody knows who it was.
 * Whoever is not noted as an account, as it is now, does nothing.
 */
record WatchedDoor(Door door, Roster roster, AuditNotes log) implements Door {
    private static final String DESK = "desk";
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_DETAIL = 500;

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
        return (proof.startsWith(Federation.PROOF) || roster.isNoted(user.name())) && door.isStill(user, proof);
    }

    @Override
    public @Nullable Federation federation() {
        Federation federation = door.federation();
        return federation == null ? null : new Noted(federation, log);
    }

    /** Whoever comes from a provider is noted before they come in. */
    private record Noted(Federation federation, AuditNotes log) implements Federation {
        @Override
        public About about() {
            return federation.about();
        }

        @Override
        public URI page(String state, String nonce, String verifier) throws IOException {
            return federation.page(state, nonce, verifier);
        }

        @Override
        public Arrival enter(String code, String issuer, String nonce, String verifier, Instant begun, String from)
                throws Refusal, IOException {
            try {
                Arrival arrival = federation.enter(code, issuer, nonce, verifier, begun, from);
                User user = arrival.user();
                log.audit(
                        user.name(),
                        user.role().word(),
                        "OIDC_ENTERED",
                        user.name(),
                        "from=" + from + ", " + said(arrival.detail()));
                return arrival;
            } catch (Refusal refused) {
                log.auditLater(
                        DESK,
                        "",
                        "OIDC_REFUSED",
                        TextLine.cut(TextLine.harmless(refused.who()), LONGEST_NAME),
                        "from=" + from + ", " + said(String.valueOf(refused.getMessage())));
                throw refused;
            }
        }

        private static String said(String detail) {
            return TextLine.cut(TextLine.harmless(detail), LONGEST_DETAIL);
        }
    }
}
