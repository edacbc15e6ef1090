// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.lifecycle.RuleStep.Kind;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;

/** One row of the table in {@link RuleHistory} after the other, with real keys. */
class RuleHistoryTest {
    private static final long NOON = 1_700_000_000_000L;
    private static final long SOON = NOON + 2_000;

    /** The day after noon's. */
    private static final LocalDate LAST_DAY = LocalDate.of(2023, 11, 15);

    private static final String HERE = "rotterdam";

    @TempDir
    private Path keys;

    private SignedSteps ann;
    private SignedSteps bob;
    private RuleHistory history;

    /** When the steps are published that {@link #take} takes. */
    private long now = NOON;

    @BeforeEach
    void twoPeople() throws IOException {
        ann = person("ann");
        bob = person("bob");
        history = new RuleHistory(DocumentKind.RULE_SET, Keyring.read(keys, HERE));
    }

    private SignedSteps person(String name) throws IOException {
        return person(name, EnumSet.allOf(KeyRole.class), LAST_DAY);
    }

    private SignedSteps person(String name, Set<KeyRole> roles, LocalDate lastDay) throws IOException {
        SigningKey.Pair pair = SigningKey.generate();
        Files.writeString(keys.resolve(name + ".key"), pair.privateKey());
        Files.writeString(keys.resolve(name + ".pub"), new VerifyingKey(pair.publicKey(), roles, lastDay).file());
        return new SignedSteps(DocumentKind.RULE_SET, SigningKey.read(keys, name), HERE);
    }

    private static RuleSet rules(int version) {
        return rules(version, "a test");
    }

    private static RuleSet rules(int version, String why) {
        String text = """
                name: test
                version: %d
                why: %s
                threats:
                  security:
                    prior: -9.0
                    lanes: {red: -1.0, yellow: -3.0, blue: -5.0}
                rules:
                  - id: heavy
                    threats: [security]
                    when: consignment.massKg > 1000.0
                    bits: 2.0
                    why: heavy
                """.formatted(version, why);
        return ((Compiled.Accepted) RuleSetCompiler.compile(text)).ruleSet();
    }

    private RuleStep proposed(int version) {
        RuleStep step = ann.propose(rules(version), "better", NOON);
        assertThat(history.take(step, NOON).faults()).isEmpty();
        return step;
    }

    private RuleStep approved(RuleStep proposed) {
        RuleStep step = bob.approve(proposed, "looks right", NOON);
        assertThat(history.take(step, NOON).faults()).isEmpty();
        return step;
    }

    private Taken take(Kind kind, int version, long effectiveAt) {
        RuleStep proposed = ann.propose(rules(version), "better", NOON);
        return history.take(ann.take(kind, proposed, bob.approve(proposed, "", NOON), "now", effectiveAt), now);
    }

    private void ready(int version) {
        approved(proposed(version));
    }

    @Test
    void aVersionIsProposedApprovedAndActivated() {
        ready(1);
        assertThat(take(Kind.ACTIVATE, 1, SOON).accepted()).isTrue();

        assertThat(history.champion()).isEqualTo(new Use("test", 1, SOON));
    }

    @Test
    void nobodyApprovesTheirOwn() throws IOException {
        RuleStep proposed = proposed(1);
        assertThat(history.take(ann.approve(proposed, "fine", NOON), NOON).faults())
                .containsExactly("author and approver must be two persons: author=ann, approver=ann");

        Files.copy(keys.resolve("ann.key"), keys.resolve("ann2.key"));
        Files.copy(keys.resolve("ann.pub"), keys.resolve("ann2.pub"));
        history = new RuleHistory(DocumentKind.RULE_SET, Keyring.read(keys, HERE));
        proposed(1);
        SignedSteps sameKey = new SignedSteps(DocumentKind.RULE_SET, SigningKey.read(keys, "ann2"), HERE);
        assertThat(history.take(sameKey.approve(proposed, "fine", NOON), NOON).faults())
                .as("another name for the same key")
                .singleElement()
                .asString()
                .startsWith("author and approver must be two persons");
    }

    @Test
    void whatIsNotApprovedIsNotUsed() {
        RuleStep proposed = proposed(1);
        Taken taken = history.take(ann.take(Kind.ACTIVATE, proposed, null, "now", SOON), NOON);
        assertThat(taken.faults()).singleElement().asString().startsWith("test v1 is not approved");

        assertThat(take(Kind.SHADOW, 1, SOON).faults())
                .as("signed, but never published")
                .contains("the approval of test v1 by bob was not published");
    }

    @Test
    void whatWasAlteredOnItsWayIsRefused() {
        ready(1);
        RuleStep step = ann.take(
                Kind.ACTIVATE,
                ann.propose(rules(1), "", NOON),
                bob.approve(ann.propose(rules(1), "", NOON), "", NOON),
                "now",
                SOON);
        for (RuleStep altered : List.of(
                with(step, step.text().replace("2.0", "9.0"), step.why(), step.effectiveAt()),
                with(step, step.text(), "another reason", step.effectiveAt()),
                with(step, step.text(), step.why(), SOON + 1))) {
            assertThat(history.take(altered, NOON).accepted()).isFalse();
        }
        assertThat(history.take(step, NOON).faults()).isEmpty();
    }

    private static RuleStep with(RuleStep step, String text, String why, long effectiveAt) {
        return new RuleStep(
                step.kind(),
                step.deployment(),
                step.name(),
                step.version(),
                step.hash(),
                text,
                step.author(),
                step.authorSignature(),
                step.approver(),
                step.approverSignature(),
                step.by(),
                why,
                effectiveAt,
                step.signature());
    }

    @Test
    void aStrangersSignatureIsNone() throws IOException {
        SignedSteps eve = person("eve");
        Files.delete(keys.resolve("eve.pub"));
        assertThat(history.take(eve.propose(rules(1), "mine", NOON), NOON).faults())
                .containsExactly(
                        "the step is signed by 'eve', whose key is not known",
                        "the text is signed by 'eve', whose key is not known");
        assertThat(new RuleHistory(DocumentKind.RULE_SET, Keyring.EMPTY)
                        .take(ann.propose(rules(1), "mine", NOON), NOON)
                        .accepted())
                .isFalse();
    }

    @Test
    void stepsOfAnotherDeploymentAreRefusedHoweverWellTheyAreSigned() throws IOException {
        RuleStep elsewhere = new SignedSteps(DocumentKind.RULE_SET, SigningKey.read(keys, "ann"), "test")
                .propose(rules(1), "better", NOON);
        assertThat(history.take(elsewhere, NOON).faults())
                .containsExactly("the step is for the deployment 'test', and this one is 'rotterdam'");
        assertThat(history.take(of(elsewhere, HERE), NOON).faults())
                .as("renamed, it is signed no longer")
                .containsExactly(
                        "the step has a signature of 'ann' that does not fit",
                        "the text has a signature of 'ann' that does not fit");
        assertThat(history.take(of(elsewhere, ""), NOON).faults())
                .contains("the step names no deployment, and this one is 'rotterdam'");

        RuleStep here = proposed(1);
        RuleStep approvedElsewhere = new SignedSteps(DocumentKind.RULE_SET, SigningKey.read(keys, "bob"), "test")
                .approve(here, "fine", NOON);
        approved(here);
        assertThat(history.take(ann.take(Kind.ACTIVATE, here, approvedElsewhere, "now", SOON), NOON)
                        .faults())
                .as("an approval of another deployment")
                .containsExactly("the approval has a signature of 'bob' that does not fit");
    }

    private static RuleStep of(RuleStep step, String deployment) {
        return new RuleStep(
                step.kind(),
                deployment,
                step.name(),
                step.version(),
                step.hash(),
                step.text(),
                step.author(),
                step.authorSignature(),
                step.approver(),
                step.approverSignature(),
                step.by(),
                step.why(),
                step.effectiveAt(),
                step.signature());
    }

    @Test
    void aStepThatIsPublishedAgainIsRefused() {
        RuleStep first = proposed(1);
        RuleStep approval = approved(first);
        RuleStep activation = ann.take(Kind.ACTIVATE, first, approval, "now", SOON);
        assertThat(history.take(activation, NOON).faults()).isEmpty();

        assertThat(history.take(first, SOON).faults()).containsExactly("test v1 was proposed before");
        assertThat(history.take(approval, SOON).faults()).containsExactly("test v1 was approved before, by bob");
        assertThat(history.take(activation, SOON).faults()).isNotEmpty();
    }

    @Test
    void aKeyIsForItsRoles() throws IOException {
        SignedSteps author = person("carl", EnumSet.of(KeyRole.AUTHOR), LAST_DAY);
        SignedSteps approver = person("dora", EnumSet.of(KeyRole.APPROVER), LAST_DAY);
        SignedSteps activator = person("emil", EnumSet.of(KeyRole.ACTIVATOR), LAST_DAY);
        history = new RuleHistory(DocumentKind.RULE_SET, Keyring.read(keys, HERE));

        assertThat(history.take(approver.propose(rules(1), "mine", NOON), NOON).faults())
                .containsExactly("the step is signed by 'dora', whose key is not an author's: roles=approver");
        RuleStep proposed = author.propose(rules(1), "better", NOON);
        assertThat(history.take(proposed, NOON).faults()).isEmpty();
        assertThat(history.take(activator.approve(proposed, "fine", NOON), NOON).faults())
                .containsExactly("the step is signed by 'emil', whose key is not an approver's: roles=activator");
        RuleStep approved = approver.approve(proposed, "fine", NOON);
        assertThat(history.take(approved, NOON).faults()).isEmpty();
        for (Kind kind : List.of(Kind.ACTIVATE, Kind.SHADOW, Kind.RETIRE)) {
            assertThat(history.take(author.take(kind, proposed, approved, "now", SOON), NOON)
                            .faults())
                    .containsExactly("the step is signed by 'carl', whose key is not an activator's: roles=author");
        }
        assertThat(history.take(activator.take(Kind.ACTIVATE, proposed, approved, "now", SOON), NOON)
                        .faults())
                .isEmpty();
        assertThat(history.take(author.take(Kind.ROLL_BACK, proposed, approved, "now", SOON), NOON)
                        .faults())
                .contains("the step is signed by 'carl', whose key is not an activator's: roles=author");
    }

    @Test
    void aKeySignsUpToItsLastDayAndWhatItSignedStays() throws IOException {
        long midnight = LAST_DAY.plusDays(1).toEpochDay() * 86_400_000L;
        person("zoe", EnumSet.allOf(KeyRole.class), LAST_DAY.plusYears(1));
        history = new RuleHistory(DocumentKind.RULE_SET, Keyring.read(keys, HERE));
        SignedSteps zoe = new SignedSteps(DocumentKind.RULE_SET, SigningKey.read(keys, "zoe"), HERE);

        RuleStep proposed = ann.propose(rules(1), "better", midnight - 1);
        assertThat(history.take(proposed, midnight - 1).faults()).isEmpty();
        RuleStep approved = bob.approve(proposed, "fine", midnight);
        assertThat(history.take(approved, midnight).faults())
                .containsExactly("the step is signed by 'bob', whose key's last day was 2023-11-15: published on"
                        + " 2023-11-16");
        assertThat(history.take(approved, midnight - 1).faults()).isEmpty();
        assertThat(history.take(zoe.take(Kind.ACTIVATE, proposed, approved, "now", midnight + 2_000), midnight)
                        .faults())
                .as("author and approver signed in their time")
                .isEmpty();
    }

    @Test
    void aKeyThatDoesNotSayWhatForAndUntilWhenIsNone() throws IOException {
        String good = Files.readString(keys.resolve("ann.pub"));
        Files.writeString(keys.resolve("a.pub"), good.replaceFirst("Roles:.*\n", ""));
        Files.writeString(keys.resolve("b.pub"), good.replaceFirst("Roles:.*", "Roles: author, king"));
        Files.writeString(keys.resolve("c.pub"), good.replaceFirst("Last-Day:.*", "Last-Day: 2023-02-30"));
        Files.writeString(keys.resolve("d.pub"), "Last-Day: 2099-01-01\n" + good);

        assertThatThrownBy(() -> Keyring.read(keys, HERE))
                .hasMessageContaining("a.pub holds no public Ed25519 key: expected one line 'Roles: author")
                .hasMessageContaining("b.pub holds no public Ed25519 key: roles are author, approver and activator:"
                        + " found 'king'")
                .hasMessageContaining("c.pub holds no public Ed25519 key: 'Last-Day:' is a day like 2027-06-30: found"
                        + " '2023-02-30'")
                .hasMessageContaining("d.pub holds no public Ed25519 key: expected one line 'Last-Day: 2027-06-30'"
                        + " before the block, found 2");
        assertThatThrownBy(() -> Keyring.read(keys, "No Name")).hasMessageContaining("a deployment has a name");
    }

    @Test
    void numbersOnlyGrowAndANumberHasOneText() {
        proposed(3);
        assertThat(history.take(ann.propose(rules(2), "older", NOON), NOON).faults())
                .containsExactly("versions of a name only grow: test has v3, found v2");
        assertThat(history.take(ann.propose(rules(3, "changed"), "again", NOON), NOON)
                        .faults())
                .containsExactly("versions of a name only grow: test has v3, found v3");
        assertThat(history.take(ann.propose(rules(3), "again", NOON), NOON).faults())
                .containsExactly("test v3 was proposed before");
    }

    @Test
    void versionsDoNotGoBackwardsButAreRolledBackTo() {
        ready(1);
        ready(2);
        ready(3);
        assertThat(take(Kind.ACTIVATE, 1, SOON).accepted()).isTrue();
        assertThat(take(Kind.ACTIVATE, 3, SOON + 1).accepted()).isTrue();

        assertThat(take(Kind.ACTIVATE, 2, SOON + 2).faults())
                .singleElement()
                .asString()
                .startsWith("versions do not go backwards: test v3 was in force");
        assertThat(take(Kind.ROLL_BACK, 2, SOON + 2).faults())
                .containsExactly("test v2 was never in force; activate it");
        assertThat(take(Kind.ROLL_BACK, 1, SOON + 2).accepted()).isTrue();
        assertThat(history.champion()).isEqualTo(new Use("test", 1, SOON + 2));
    }

    @Test
    void whatTakesEffectTooSoonOrBeforeAnotherIsRefused() {
        ready(1);
        ready(2);
        assertThat(take(Kind.ACTIVATE, 1, NOON + 999).faults())
                .singleElement()
                .asString()
                .startsWith("takes effect too soon, 1000 ms after it is published at the earliest");
        assertThat(take(Kind.ACTIVATE, 1, SOON + 10).accepted()).isTrue();
        assertThat(take(Kind.ACTIVATE, 2, SOON).faults())
                .singleElement()
                .asString()
                .endsWith("and nothing is put before it");
    }

    @Test
    void threeShadowsJudgeAtATime() {
        List<String> faults = new ArrayList<>();
        for (int version = 1; version <= 4; version++) {
            ready(version);
            faults.addAll(take(Kind.SHADOW, version, SOON).faults());
        }
        assertThat(faults).containsExactly("at most 3 shadows judge at a time, retire one: test v1, test v2, test v3");

        assertThat(take(Kind.RETIRE, 2, SOON).accepted()).isTrue();
        assertThat(take(Kind.SHADOW, 4, SOON).accepted()).isTrue();
        assertThat(take(Kind.SHADOW, 2, SOON + 1).faults())
                .as("a shadow that was retired may come back when there is room")
                .singleElement()
                .asString()
                .startsWith("at most 3 shadows");
        assertThat(take(Kind.ACTIVATE, 4, SOON).accepted())
                .as("a shadow comes in force")
                .isTrue();
        assertThat(history.shadows()).extracting(Use::version).containsExactly(1, 3);
    }

    @Test
    void aStepOfAShadowIsNotTakenAgainBeforeItsTimeHasCome() throws Exception {
        ready(1);
        assertThat(take(Kind.SHADOW, 1, SOON).accepted()).isTrue();
        assertThat(take(Kind.RETIRE, 1, SOON).accepted()).isTrue();
        history = RuleHistory.fromBytes(DocumentKind.RULE_SET, history.toBytes(), Keyring.read(keys, HERE));

        assertThat(take(Kind.SHADOW, 1, SOON).faults())
                .singleElement()
                .asString()
                .endsWith("was taken before: effective=" + Instant.ofEpochMilli(SOON) + "; sign a new one");
        assertThat(take(Kind.SHADOW, 1, SOON + 1).accepted()).isTrue();
        assertThat(take(Kind.RETIRE, 1, SOON).accepted()).isFalse();
        assertThat(history.shadows()).hasSize(1);
    }

    @Test
    void whatIsRetiredIsNeverUsedAndWhatIsInForceIsNotRetired() {
        ready(1);
        ready(2);
        assertThat(take(Kind.ACTIVATE, 1, SOON).accepted()).isTrue();
        assertThat(take(Kind.RETIRE, 1, SOON).faults())
                .containsExactly("test v1 is in force, and one must be; activate another, or roll back");
        assertThat(take(Kind.RETIRE, 2, SOON).accepted()).isTrue();
        assertThat(take(Kind.ACTIVATE, 2, SOON + 1).faults())
                .containsExactly("test v2 was retired; propose its text under a higher number");
    }

    @Test
    void whatIsInForceUntilAnotherFollowsIsNotRetiredAndCanBeRolledBackTo() throws IOException {
        ready(1);
        ready(2);
        ready(3);
        assertThat(take(Kind.ACTIVATE, 1, SOON).accepted()).isTrue();
        now = SOON + 1_000;
        assertThat(take(Kind.ACTIVATE, 2, SOON + 60_000).accepted()).isTrue();
        assertThat(take(Kind.ACTIVATE, 3, SOON + 90_000).accepted()).isTrue();
        history = RuleHistory.fromBytes(DocumentKind.RULE_SET, history.toBytes(), Keyring.read(keys, HERE));

        assertThat(take(Kind.RETIRE, 1, SOON + 3_000).faults())
                .containsExactly(
                        "test v1 is in force until 2023-11-14T22:14:22Z, when test v2 follows; retired, it could"
                                + " not be rolled back to: retire it after that time");
        assertThat(take(Kind.RETIRE, 2, SOON + 3_000).faults())
                .containsExactly("test v2 is to be in force from 2023-11-14T22:14:22Z until 2023-11-14T22:14:52Z, when"
                        + " test v3 follows; retired, it could not be rolled back to: retire it after that time");

        now = SOON + 60_000;
        assertThat(take(Kind.RETIRE, 2, SOON + 62_000).faults())
                .singleElement()
                .asString()
                .startsWith("test v2 is in force until 2023-11-14T22:14:52Z, when test v3 follows");
        assertThat(take(Kind.ROLL_BACK, 1, SOON + 91_000).accepted()).isTrue();
        now = SOON + 92_000;
        assertThat(take(Kind.RETIRE, 2, SOON + 94_000).accepted()).isTrue();
        assertThat(take(Kind.RETIRE, 3, SOON + 94_000).accepted()).isTrue();
        assertThat(take(Kind.RETIRE, 1, SOON + 94_000).faults())
                .containsExactly("test v1 is in force, and one must be; activate another, or roll back");
    }

    /** Before 4 without fits, before 3 without times as shadows; in the first layout the last that was in force only. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void readsTheBytesOfAnOlderLayout(int layout) throws IOException {
        LayoutWriter out =
                new LayoutWriter().octet(layout).count(1).text("test").count(1).signed(1);
        out.text("a hash").text("ann").text("bob").flag(true).flag(false);
        if (layout == 3) {
            out.signed(NOON).signed(SOON);
        }
        out.count(1)
                .text("test")
                .signed(1)
                .signed(SOON)
                .count(1)
                .text("test")
                .signed(2)
                .signed(SOON);

        RuleHistory read = RuleHistory.fromBytes(DocumentKind.RULE_SET, out.toBytes(), Keyring.read(keys, HERE));

        assertThat(read.champion()).isEqualTo(new Use("test", 1, SOON));
        assertThat(read.shadows()).containsExactly(new Use("test", 2, SOON));
    }

    @Test
    void aLaterLayoutIsRefused() {
        byte[] bytes = history.toBytes();
        bytes[0]++;
        assertThatThrownBy(() -> RuleHistory.fromBytes(DocumentKind.RULE_SET, bytes, Keyring.EMPTY))
                .hasMessageContaining("history of rule");
    }

    @Test
    void aTextThatDoesNotCompileIsRefusedWithItsPlaces() {
        RuleStep good = ann.propose(rules(1), "better", NOON);
        Taken taken = history.take(with(good, good.text().replace("massKg", "mas"), good.why(), NOON), NOON);

        assertThat(taken.issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.line()).isEqualTo(11));
    }

    @Test
    void aStepSaysWhy() {
        assertThat(history.take(ann.propose(rules(1), " ", NOON), NOON).faults())
                .containsExactly("a step says why in 1 to 2000 characters");
    }

    @Test
    void itsBytesKeepAllOfIt() throws IOException {
        ready(1);
        ready(2);
        ready(3);
        take(Kind.ACTIVATE, 1, SOON);
        take(Kind.SHADOW, 2, SOON);
        take(Kind.RETIRE, 3, SOON);
        history = RuleHistory.fromBytes(DocumentKind.RULE_SET, history.toBytes(), Keyring.read(keys, HERE));

        assertThat(history.champion()).isEqualTo(new Use("test", 1, SOON));
        assertThat(history.shadows()).containsExactly(new Use("test", 2, SOON));
        assertThat(take(Kind.ACTIVATE, 3, SOON + 1).accepted()).isFalse();
        assertThat(take(Kind.ACTIVATE, 2, SOON + 1).accepted()).isTrue();
        assertThat(take(Kind.ROLL_BACK, 1, SOON + 2).accepted()).isTrue();
    }

    @Test
    void filesThatHoldNoKeysAreNamed() throws IOException {
        Files.writeString(keys.resolve("carl.pub"), "no key");
        Files.writeString(keys.resolve("dora.pub"), Files.readString(keys.resolve("ann.key")));

        assertThatThrownBy(() -> Keyring.read(keys, HERE))
                .hasMessageContaining("carl.pub holds no public Ed25519 key: expected a PEM block")
                .hasMessageContaining("dora.pub");
        assertThatThrownBy(() -> SigningKey.read(keys, "nobody")).hasMessageContaining("rules keygen nobody");
    }
}
