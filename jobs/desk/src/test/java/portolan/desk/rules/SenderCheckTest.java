// SPDX-License-Identifier: Apache-2.0
package portolan.desk.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.console.rules.RuleChronicle;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.KeyRole;
import portolan.scoring.lifecycle.Keyring;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.lifecycle.SignedSteps;
import portolan.scoring.lifecycle.SigningKey;
import portolan.scoring.lifecycle.VerifyingKey;
import portolan.scoring.rules.Document;
import portolan.scoring.rules.Senders;

class SenderCheckTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path keys = Path.of(".");

    private int published;

    private SignedSteps person(String name) throws Exception {
        SigningKey.Pair pair = SigningKey.generate();
        Files.writeString(keys.resolve(name + ".key"), pair.privateKey());
        VerifyingKey shown = new VerifyingKey(pair.publicKey(), Set.of(KeyRole.values()), LocalDate.of(2026, 12, 31));
        Files.writeString(keys.resolve(name + ".pub"), shown.file());
        return new SignedSteps(DocumentKind.SENDERS, SigningKey.read(keys, name), "test");
    }

    private void activate(RuleChronicle lists, SignedSteps ann, SignedSteps bob, String text) {
        Document list = Objects.requireNonNull(Senders.read(text).document());
        long now = NOON.toEpochMilli();
        RuleStep proposed = ann.propose(list, "more senders", now);
        RuleStep approved = bob.approve(proposed, "fine", now);
        long from = NOON.plus(Duration.ofHours(list.version())).toEpochMilli();
        for (RuleStep step : new RuleStep[] {
            proposed, approved, bob.take(RuleStep.Kind.ACTIVATE, proposed, approved, "so many hours later", from)
        }) {
            lists.add(step, NOON, published++);
            assertThat(lists.entries().get(lists.entries().size() - 1).taken().faults())
                    .isEmpty();
        }
    }

    @Test
    void pagesSaySoUnlessAListIsInForceThatNamesSomebody() throws Exception {
        SignedSteps ann = person("ann");
        SignedSteps bob = person("bob");
        RuleChronicle lists = new RuleChronicle(DocumentKind.SENDERS, Keyring.read(keys, "test"));
        SenderCheck before = new SenderCheck(Clock.fixed(NOON, ZoneOffset.UTC));
        SenderCheck after = new SenderCheck(Clock.fixed(NOON.plus(Duration.ofMinutes(90)), ZoneOffset.UTC));
        SenderCheck last = new SenderCheck(Clock.fixed(NOON.plus(Duration.ofHours(3)), ZoneOffset.UTC));

        assertThat(after.doubt(lists, true)).isEqualTo("off");
        assertThat(after.doubt(lists, false)).as("no step, no list").isEqualTo("off");
        activate(lists, ann, bob, "name: senders\nversion: 1\nsenders:\n  - {sender: A, tenants: [al], filers: [F]}\n");
        assertThat(after.doubt(lists, true)).isEmpty();
        assertThat(before.doubt(lists, true)).as("it is in force an hour later").isEqualTo("off");
        assertThat(after.doubt(lists, false))
                .as("who has no keys judges no step")
                .isEqualTo("unknown");
        activate(lists, ann, bob, "name: senders\nversion: 2\nunchecked: true\n");
        assertThat(last.doubt(lists, true)).as("two signed that it ends").isEqualTo("off");
        assertThat(after.doubt(lists, true)).isEmpty();
    }
}
