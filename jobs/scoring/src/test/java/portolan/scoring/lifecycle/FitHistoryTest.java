// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.scoring.lifecycle.RuleStep.Kind;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.scoring.rules.SignedFit;

/** What finds taught judges as a shadow first, for a share of red that grows by signed steps. */
class FitHistoryTest {
    private static final long NOON = 1_700_000_000_000L;

    private static final String HERE = "rotterdam";

    @TempDir
    private Path keys;

    private SignedSteps ann;
    private SignedSteps bob;
    private RuleHistory history;
    private long now = NOON;

    @BeforeEach
    void twoPeople() throws IOException {
        ann = person("ann");
        bob = person("bob");
        history = new RuleHistory(DocumentKind.RULE_SET, Keyring.read(keys, HERE));
    }

    private SignedSteps person(String name) throws IOException {
        SigningKey.Pair pair = SigningKey.generate();
        Files.writeString(keys.resolve(name + ".key"), pair.privateKey());
        Files.writeString(
                keys.resolve(name + ".pub"),
                new VerifyingKey(pair.publicKey(), EnumSet.allOf(KeyRole.class), LocalDate.of(2023, 12, 1)).file());
        return new SignedSteps(DocumentKind.RULE_SET, SigningKey.read(keys, name), HERE);
    }

    /** @param second what it has of a second opinion; nothing where it is blank */
    private static RuleSet rules(int version, String second, double ageBits) {
        String text = """
                name: test
                version: %d
                why: a test
                threats:
                  offence: {overall: true, prior: -7, lanes: {red: -2, yellow: -4, blue: -5}}
                rules:
                  - {id: exposed, when: port_exposure, bits: %d, why: exposed port}
                %s%s
                """.formatted(
                        version,
                        version,
                        ageBits == 0
                                ? ""
                                : "  - id: second-age\n    curve: {of: shipper_consignments, bins: [{to: 3, bits: "
                                        + ageBits + ", finds: 30}, {bits: -0.5}]}\n    why: past of the shipper\n",
                        second.isBlank() ? "" : "second: {" + second + "}");
        return ((Compiled.Accepted) RuleSetCompiler.compile(text)).ruleSet();
    }

    private static RuleSet fit(int version, double share) {
        return rules(version, "share: " + share + ", toll: 0.5", 1.5);
    }

    private Taken propose(RuleSet ruleSet) {
        return history.take(ann.propose(ruleSet, "better", now), now);
    }

    private void ready(RuleSet ruleSet) {
        assertThat(propose(ruleSet).faults()).isEmpty();
        RuleStep proposed = ann.propose(ruleSet, "better", now);
        assertThat(history.take(bob.approve(proposed, "looks right", now), now).faults())
                .isEmpty();
    }

    /** Published now, in effect two seconds later; what follows is published after that, after a shadow a day later. */
    private List<String> take(Kind kind, RuleSet ruleSet) {
        RuleStep proposed = ann.propose(ruleSet, "better", now);
        List<String> faults = history.take(
                        ann.take(kind, proposed, bob.approve(proposed, "", now), "now", now + 2_000), now)
                .faults();
        now += 3_000 + (kind == Kind.SHADOW ? SignedFit.SHADOW_MILLIS : 0);
        return faults;
    }

    private void inForce(RuleSet ruleSet) {
        ready(ruleSet);
        assertThat(take(Kind.SHADOW, ruleSet)).isEmpty();
        assertThat(take(Kind.ACTIVATE, ruleSet)).isEmpty();
    }

    @Test
    void judgesAsAShadowBeforeItIsInForce() {
        RuleSet first = fit(1, 0.25);
        ready(first);

        assertThat(take(Kind.ACTIVATE, first))
                .containsExactly(
                        "what finds taught test v1 has not judged as a shadow for a day yet: 'portolan rules activate"
                                + " test 1 --shadow', then look at 'portolan rules shadows'");
        assertThat(take(Kind.SHADOW, first)).isEmpty();
        assertThat(take(Kind.ACTIVATE, first)).isEmpty();
    }

    @Test
    void aShadowOfLessThanADayHasNotJudged() {
        RuleSet first = fit(1, 0.25);
        ready(first);
        assertThat(take(Kind.SHADOW, first)).isEmpty();
        now -= 1_001;

        assertThat(take(Kind.ACTIVATE, first))
                .as("a day, less a millisecond")
                .singleElement()
                .asString()
                .contains("as a shadow");
        now = NOON + 2_000 + SignedFit.SHADOW_MILLIS;
        assertThat(take(Kind.ACTIVATE, first)).isEmpty();
    }

    @Test
    void aShadowThatEndedBeforeItBeganHasNotJudgedAndOneThatEndedLaterHas() {
        RuleSet first = fit(1, 0.25);
        ready(first);
        assertThat(take(Kind.SHADOW, first)).isEmpty();
        now = NOON + 1;
        assertThat(history.take(ann.take(Kind.RETIRE, ann.propose(first, "", now), null, "no", now + 1_000), now)
                        .faults())
                .isEmpty();
        now += 2 * SignedFit.SHADOW_MILLIS;
        assertThat(take(Kind.ACTIVATE, first)).singleElement().asString().contains("as a shadow");

        assertThat(take(Kind.SHADOW, first)).isEmpty();
        assertThat(take(Kind.RETIRE, first)).isEmpty();
        assertThat(take(Kind.ACTIVATE, first)).isEmpty();
    }

    @Test
    void anotherVersionThatSaysTheSameOfItNeedsNoShadowAgain() {
        inForce(fit(1, 0.25));

        ready(fit(2, 0.25));
        assertThat(take(Kind.ACTIVATE, fit(2, 0.25)))
                .as("another rule weighs more")
                .isEmpty();
        RuleSet others = rules(3, "share: 0.25, toll: 0.5", 1.75);
        ready(others);
        assertThat(take(Kind.ACTIVATE, others)).as("another curve").hasSize(1);
        RuleSet weighs = rules(4, "share: 0.25, toll: 0.5, times: {exposed: 0.5}", 1.5);
        ready(weighs);
        assertThat(take(Kind.ACTIVATE, weighs)).as("other weights").hasSize(1);
        RuleSet lower = rules(5, "share: 0.25, toll: 0.25", 1.5);
        ready(lower);
        assertThat(take(Kind.ACTIVATE, lower)).as("another toll").hasSize(1);
    }

    @Test
    void anotherCapOfItsCurvesIsAnotherFit() {
        SignedFit narrow = SignedFit.of(capped(1));
        assertThat(narrow.hash())
                .isNotEmpty()
                .isNotEqualTo(SignedFit.of(capped(5)).hash());
        assertThat(narrow).isEqualTo(SignedFit.of(capped(1)));
    }

    private static RuleSet capped(int bits) {
        String text = rules(1, "share: 0.25, toll: 0.5", 1.5)
                .text()
                .replace("rules:\n", "groups: {told: " + bits + "}\nrules:\n")
                .replace("curve: {", "group: told\n    curve: {");
        return ((Compiled.Accepted) RuleSetCompiler.compile(text)).ruleSet();
    }

    @Test
    void itsShareGrowsByAStepFromWhatIsInForce() {
        ready(rules(1, "", 0));
        assertThat(take(Kind.ACTIVATE, rules(1, "", 0))).isEmpty();

        assertThat(propose(fit(2, 0.5)).faults())
                .containsExactly("a fit's share of red grows by signed steps of 0.25 at most, to 0.5: in force=0.0,"
                        + " asked=0.5; let two people sign 0.25 first, under 'second'");
        inForce(fit(2, 0.25));
        inForce(fit(3, 0.5));

        ready(rules(4, "", 0));
        assertThat(take(Kind.ACTIVATE, rules(4, "", 0))).as("none again").isEmpty();
        assertThat(propose(fit(5, 0.5)).accepted()).isFalse();
        assertThat(take(Kind.ROLL_BACK, fit(3, 0.5))).as("what was, at once").isEmpty();
    }

    @Test
    void itsShareIsOfWhatIsInForceWhenItIsActivated() {
        inForce(fit(1, 0.25));
        ready(fit(2, 0.5));
        assertThat(take(Kind.SHADOW, fit(2, 0.5))).isEmpty();
        ready(rules(3, "", 0));
        assertThat(take(Kind.ACTIVATE, rules(3, "", 0))).isEmpty();

        assertThat(take(Kind.ROLL_BACK, fit(1, 0.25))).isEmpty();
        now -= 3_000;
        ready(fit(4, 0.1));
        assertThat(take(Kind.ACTIVATE, fit(4, 0.1))).as("no shadow yet").isNotEmpty();
        assertThat(propose(fit(5, 0.5)).accepted())
                .as("from a quarter that is in force")
                .isTrue();
    }

    @Test
    void aLowerShareThatIsStillToComeIsNoStepToAHigherOne() {
        inForce(fit(1, 0.25));
        ready(rules(2, "", 0));
        assertThat(take(Kind.ACTIVATE, rules(2, "", 0))).isEmpty();
        now -= 3_000;

        assertThat(propose(fit(3, 0.5)).faults()).singleElement().asString().contains("in force=0.0, asked=0.5");
    }

    @Test
    void curvesInPlaceOfWhatPeopleWroteAreNotSigned() {
        assertThat(propose(rules(1, "", 1.5)).faults())
                .singleElement()
                .asString()
                .endsWith("asked=1.0; let two people sign 0.25 first, under 'second'");
    }

    @Test
    void itsBytesKeepWhatJudgedAndForWhichShare() throws IOException {
        inForce(fit(1, 0.25));
        ready(fit(2, 0.5));
        assertThat(take(Kind.SHADOW, fit(2, 0.5))).isEmpty();

        history = RuleHistory.fromBytes(DocumentKind.RULE_SET, history.toBytes(), Keyring.read(keys, HERE));

        assertThat(take(Kind.ACTIVATE, fit(2, 0.5))).isEmpty();
    }
}
