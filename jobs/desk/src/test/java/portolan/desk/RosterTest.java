// SPDX-License-Identifier: Apache-2.0
package portolan.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RosterTest {
    @TempDir
    private Path directory = Path.of(".");

    private final Map<String, String> accounts =
            new TreeMap<>(Map.of("ann", "officer:ALTIA::1", "bob", "operator:::2"));
    private final List<String> lines = new ArrayList<>();

    /** One of another run each time. */
    private List<String> noted() throws Exception {
        lines.clear();
        new Roster(
                        () -> accounts,
                        directory.resolve("noted"),
                        (action, name, detail) -> lines.add(action + ' ' + name + ' ' + detail))
                .look();
        return lines;
    }

    @Test
    void whoComesGoesOrChangesIsNotedOnceAlsoWhileNoDeskRan() throws Exception {
        assertThat(noted())
                .containsExactly(
                        "USER_ADDED ann role=officer, office=ALTIA", "USER_ADDED bob role=operator, office=all");
        assertThat(noted()).isEmpty();
        accounts.put("ann", "supervisor:ALTIA:al:1");
        accounts.put("bob", "operator:::3");
        accounts.put("eve", "officer:::4");

        assertThat(noted())
                .containsExactly(
                        "USER_CHANGED ann role=officer, office=ALTIA -> role=supervisor, office=ALTIA, tenant=al",
                        "USER_CHANGED bob role=operator, office=all -> role=operator, office=all",
                        "USER_ADDED eve role=officer, office=all");
        accounts.remove("bob");
        assertThat(noted()).containsExactly("USER_REMOVED bob role=operator, office=all");
        assertThat(noted()).isEmpty();
    }

    /** Who has the machine puts somebody on the file for as long as they take to approve something. */
    @Test
    void whoComesAndGoesBetweenTwoLooksDoesNothingUnnoted() throws Exception {
        Roster roster = new Roster(
                () -> accounts, directory.resolve("noted"), (action, name, detail) -> lines.add(action + ' ' + name));
        roster.look();
        accounts.put("eve", "supervisor:::5");

        assertThat(roster.isNoted("eve")).isTrue();
        assertThat(lines).endsWith("USER_ADDED eve");
        accounts.remove("eve");
        assertThat(roster.isNoted("eve")).isFalse();
        assertThat(lines).endsWith("USER_REMOVED eve");
        Roster away = new Roster(() -> accounts, directory.resolve("noted"), (action, name, detail) -> {
            throw new IllegalStateException("Kafka does not answer");
        });
        accounts.put("eve", "supervisor:::6");
        assertThat(away.isNoted("eve")).isFalse();
    }

    @Test
    void whatCouldNotBeNotedIsNotedLater() throws Exception {
        Roster failing = new Roster(() -> accounts, directory.resolve("noted"), (action, name, detail) -> {
            throw new IllegalStateException("Kafka does not answer");
        });

        assertThatThrownBy(failing::look).hasMessage("Kafka does not answer");
        assertThat(noted()).hasSize(2);
    }
}
