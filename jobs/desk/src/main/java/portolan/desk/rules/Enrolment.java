// SPDX-License-Identifier: Apache-2.0
package portolan.desk.rules;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import portolan.desk.server.Action;
import portolan.desk.server.RefusedException;
import portolan.desk.server.Request;
import portolan.desk.server.Routes;
import portolan.desk.server.Screen;
import portolan.desk.server.User;
import portolan.scoring.lifecycle.KeyRole;
import portolan.scoring.lifecycle.VerifyingKey;

/**
 * Enrols keys in a demo, in place of its administrator: whoever plays a guest puts that guest's key into the folder of the
 * demo's job. What a key is for follows from the guest's role, never from what the browser says.
 */
public final class Enrolment implements Screen {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN PUBLIC KEY-----\n[A-Za-z0-9+/=\n]{40,200}-----END PUBLIC KEY-----\n?");

    private final KeyFolder keys;
    private final Clock clock;

    /** @param keys a folder that {@link KeyFolder#enrols} */
    public Enrolment(KeyFolder keys, Clock clock) {
        if (!keys.enrols()) {
            throw new IllegalArgumentException("keys of this folder are enrolled by who keeps it");
        }
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public void addTo(Routes routes) {
        routes.post(Action.SEE_RULES, "/rules/key/enrol", this::enrol);
    }

    /** What somebody's key is for. */
    static String roles(User user) {
        return Stream.of(Action.values())
                .filter(user::may)
                .map(Action::key)
                .filter(Objects::nonNull)
                .map(KeyRole::word)
                .collect(Collectors.joining(", "));
    }

    private void enrol(Request request) throws IOException {
        User user = request.user();
        String roles = roles(user);
        String block = request.needed("block").replace("\r", "") + '\n';
        if (roles.isEmpty() || !BLOCK.matcher(block).matches()) {
            throw RefusedException.badInput(request.words().say("rules.key.enrol.bad"));
        }
        // A demo lasts no longer; its folder goes with it.
        String file = "Roles: " + roles + "\nLast-Day: " + LocalDate.now(clock).plusDays(30) + '\n' + block;
        try {
            VerifyingKey.read(file);
        } catch (GeneralSecurityException e) {
            throw RefusedException.badInput(request.words().say("rules.key.enrol.bad"));
        }
        if (!keys.enrol(user.name(), file)) {
            throw RefusedException.overtaken(request.words().say("rules.key.enrol.other", user.name()));
        }
        request.goOn("/rules/key");
    }
}
