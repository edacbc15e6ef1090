// SPDX-License-Identifier: Apache-2.0
package portolan.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import portolan.records.CaseStep.Hands;
import portolan.schemas.avro.Lane;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.KeyRole;
import portolan.scoring.lifecycle.Keyring;
import portolan.scoring.lifecycle.RuleHistory;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.lifecycle.RuleStep.Kind;
import portolan.scoring.lifecycle.SignedSteps;
import portolan.scoring.lifecycle.SigningKey;
import portolan.scoring.lifecycle.Statement;
import portolan.scoring.lifecycle.VerifyingKey;
import portolan.scoring.lifecycle.WatchlistText;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.Document;

/** The job does with documents what the table says: each row is tried by one person who has every key. */
class CaseStepTest {
    private static final String HERE = "rotterdam";

    @TempDir
    private Path keys = Path.of(".");

    private long now = 1_700_000_000_000L;

    @BeforeEach
    void people() throws IOException {
        for (String name : List.of("ann", "bob", "eve")) {
            person(name, EnumSet.allOf(KeyRole.class), LocalDate.of(2030, 1, 1));
        }
    }

    private void person(String name, Set<KeyRole> roles, LocalDate lastDay) throws IOException {
        SigningKey.Pair pair = SigningKey.generate();
        Files.writeString(keys.resolve(name + ".key"), pair.privateKey());
        Files.writeString(keys.resolve(name + ".pub"), new VerifyingKey(pair.publicKey(), roles, lastDay).file());
    }

    /** A history of one kind, and who signs for it. */
    private final class Signed {
        private final DocumentKind of;
        private final RuleHistory history;
        private final List<RuleStep> proposed = new ArrayList<>();
        private final List<RuleStep> approved = new ArrayList<>();

        Signed(DocumentKind of) throws IOException {
            this.of = of;
            this.history = new RuleHistory(of, Keyring.read(keys, HERE));
        }

        private SignedSteps by(String name) throws IOException {
            return new SignedSteps(of, SigningKey.read(keys, name), HERE);
        }

        boolean takes(Kind kind, int version, String author, String approver, String by) throws IOException {
            now += 10_000;
            boolean isTaken = true;
            if (kind == Kind.ACTIVATE) {
                proposed.add(by(author).propose(document(of, version), "so", now));
                approved.add(by(approver).approve(proposed.get(version - 1), "so", now));
                isTaken = history.take(proposed.get(version - 1), now).accepted()
                        & history.take(approved.get(version - 1), now).accepted();
            }
            RuleStep step = by(by).take(kind, proposed.get(version - 1), approved.get(version - 1), "now", now + 2_000);
            return isTaken & history.take(step, now).accepted();
        }
    }

    private static Document document(DocumentKind of, int version) {
        String text =
                switch (of) {
                    case RULE_SET -> BaselineRuleSet.text().replaceFirst("version: [0-9]+", "version: " + version);
                    case SUPPRESSIONS -> """
                        name: own
                        version: %d
                        suppressions:
                          - {id: one, rule: heavy, for: {filer: A}, reason: known, until: 2024-01-31}
                        """.formatted(version);
                    case WATCH_LIST -> WatchlistText.of("own", version, "id,name,country,city,street\n1,Acme,IR,,\n");
                    case SENDERS -> """
                        name: own
                        version: %d
                        senders:
                          - {sender: A, tenants: [al], filers: [F]}
                        """.formatted(version);
                };
        return Objects.requireNonNull(of.read(text).document());
    }

    @Test
    void everyStepThatChangesWhatIsInForceHasARow() {
        for (DocumentKind of : DocumentKind.values()) {
            for (Kind kind : EnumSet.of(Kind.ACTIVATE, Kind.ROLL_BACK, Kind.RETIRE)) {
                assertThat(Arrays.stream(CaseStep.values()).filter(row -> row.document() == of && row.step() == kind))
                        .as("%s %s", of, kind)
                        .hasSize(1);
            }
        }
        assertThat(Arrays.stream(CaseStep.values())
                        .filter(row -> row.document() != null && row.hands(Lane.RED) == Hands.ONE))
                .as("what makes nothing more lenient, and a way back that two have signed")
                .containsExactly(CaseStep.ROLL_RULES_BACK, CaseStep.END_SUPPRESSIONS);
    }

    @ParameterizedTest
    @EnumSource
    void onePersonWithEveryKeyTakesAloneWhatTheTableSays(CaseStep row) throws Exception {
        DocumentKind of = row.document();
        @Nullable Kind step = row.step();
        if (of == null || step == null) {
            return;
        }
        Signed signed = new Signed(of);
        assertThat(signed.takes(Kind.ACTIVATE, 1, "ann", "bob", "ann")).isTrue();
        assertThat(signed.takes(Kind.ACTIVATE, 2, "ann", "bob", "eve")).isTrue();
        int version =
                switch (step) {
                    case ROLL_BACK -> 1;
                    case RETIRE -> 2;
                    default -> 3;
                };

        assertThat(signed.takes(step, version, "eve", "eve", "eve")).isEqualTo(row.hands(Lane.RED) == Hands.ONE);
    }

    /** Who approves first x who second, in each role x what they sign: the job asks the keyring, and nobody else. */
    @Test
    void aMessageWithdrawsByHandWhenTwoApproversSigned() throws Exception {
        for (Lane lane : Lane.values()) {
            assertThat(CaseStep.WITHDRAW_BY_HAND.hands(lane)).isEqualTo(Hands.TWO);
        }
        for (KeyRole role : KeyRole.values()) {
            person(role.word(), EnumSet.of(role), LocalDate.of(2030, 1, 1));
        }
        person("gone", EnumSet.allOf(KeyRole.class), LocalDate.of(2020, 1, 1));
        person("unknown", EnumSet.allOf(KeyRole.class), LocalDate.of(2030, 1, 1));
        Files.delete(keys.resolve("unknown.pub"));
        for (String ending : List.of(".key", ".pub")) {
            Files.copy(keys.resolve("ann" + ending), keys.resolve("again" + ending));
        }
        Keyring known = Keyring.read(keys, HERE);
        List<String> people = List.of("ann", "again", "bob", "author", "approver", "activator", "gone", "unknown");
        List<String> may = List.of("ann", "again", "bob", "approver");
        int counted = 0;
        for (String first : people) {
            assertThat(known.faultOfWithdrawal(first, "aa", approval(first, HERE, "aa"), now))
                    .as("%s alone", first)
                    .isNotNull();
            for (String second : people) {
                boolean isOne = first.replace("again", "ann").equals(second.replace("again", "ann"));
                boolean counts = may.contains(first) && may.contains(second) && !isOne;
                counted += counts ? 1 : 0;
                for (String message : List.of("aa", "bb")) {
                    for (String where : List.of(HERE, "elsewhere")) {
                        byte[] both = both(approval(first, HERE, "aa"), approval(second, where, message));
                        assertThat(known.faultOfWithdrawal(first + "," + second, "aa", both, now) == null)
                                .as("%s and %s, of %s %s", first, second, where, message)
                                .isEqualTo(counts && where.equals(HERE) && message.equals("aa"));
                    }
                }
            }
        }
        assertThat(counted).isEqualTo(10);
        byte[] right = both(approval("ann", HERE, "aa"), approval("bob", HERE, "aa"));
        assertThat(known.faultOfWithdrawal("bob,ann", "aa", right, now)).isNotNull();
        assertThat(known.faultOfWithdrawal("ann,bob", "aa", null, now)).isNotNull();
        assertThat(known.faultOfWithdrawal("ann,bob,eve", "aa", right, now)).isNotNull();
    }

    private byte[] approval(String by, String where, String message) throws IOException {
        return SigningKey.read(keys, by).sign(Statement.ofWithdrawal(where, message, by));
    }

    private static byte[] both(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
