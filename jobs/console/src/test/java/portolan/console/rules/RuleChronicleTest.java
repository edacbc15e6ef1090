// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.KeyRole;
import portolan.scoring.lifecycle.Keyring;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.lifecycle.RuleStep.Kind;
import portolan.scoring.lifecycle.SignedSteps;
import portolan.scoring.lifecycle.SigningKey;
import portolan.scoring.lifecycle.VerifyingKey;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;

class RuleChronicleTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path keys = Path.of(".");

    @SuppressWarnings("NullAway.Init") // set before each test
    private SignedSteps ann;

    @SuppressWarnings("NullAway.Init") // set before each test
    private SignedSteps bob;

    @SuppressWarnings("NullAway.Init") // set before each test
    private RuleChronicle chronicle;

    @BeforeEach
    void twoPeople() throws Exception {
        ann = person("ann");
        bob = person("bob");
        chronicle = new RuleChronicle(DocumentKind.RULE_SET, Keyring.read(keys, "test"));
    }

    private SignedSteps person(String name) throws Exception {
        SigningKey.Pair pair = SigningKey.generate();
        Files.writeString(keys.resolve(name + ".key"), pair.privateKey());
        VerifyingKey shown = new VerifyingKey(pair.publicKey(), Set.of(KeyRole.values()), LocalDate.of(2026, 12, 31));
        Files.writeString(keys.resolve(name + ".pub"), shown.file());
        return new SignedSteps(DocumentKind.RULE_SET, SigningKey.read(keys, name), "test");
    }

    private static RuleSet version(int number) {
        String text = BaselineRuleSet.text().replaceFirst("version: [0-9]+", "version: " + number);
        return ((Compiled.Accepted) RuleSetCompiler.compile(text)).ruleSet();
    }

    private void publish(int seconds, RuleStep step) {
        chronicle.add(step, NOON.plusSeconds(seconds), seconds);
    }

    private RuleStep take(Kind kind, int version, int from) {
        RuleStep proposed = ann.propose(version(version), "fewer seals", 0);
        RuleStep approved = bob.approve(proposed, "fine", 0);
        return bob.take(kind, proposed, approved, kind.word() + " it", at(from));
    }

    private static long at(int seconds) {
        return NOON.plusSeconds(seconds).toEpochMilli();
    }

    @Test
    void listsWhatEveryVersionIsNow() {
        for (int version = 4; version <= 7; version++) {
            publish(version, ann.propose(version(version), "fewer seals", at(version)));
            publish(version, bob.approve(ann.propose(version(version), "", 0), "fine", at(version)));
        }
        publish(8, ann.propose(version(8), "not read by anybody yet", at(8)));
        publish(10, take(Kind.ACTIVATE, 4, 20));
        publish(21, take(Kind.ACTIVATE, 5, 30));
        publish(22, take(Kind.SHADOW, 6, 30));
        publish(23, take(Kind.RETIRE, 7, 30));
        publish(24, take(Kind.ACTIVATE, 8, 30));
        publish(40, take(Kind.ROLL_BACK, 4, 100));

        assertThat(list(60)).isEqualTo("""
                VERSION      STANDING       LAST STEP                       AUTHOR  APPROVER  WHY
                baseline v4  in force soon  roll-back 2026-03-01T12:00:40Z  ann     bob       roll-back it
                baseline v5  in force       activate 2026-03-01T12:00:21Z   ann     bob       activate it
                baseline v6  shadow         shadow 2026-03-01T12:00:22Z     ann     bob       shadow it
                baseline v7  retired        retire 2026-03-01T12:00:23Z     ann     bob       retire it
                baseline v8  proposed       propose 2026-03-01T12:00:08Z    ann     -         not read by anybody yet

                15 steps, 1 of them refused; 'rules show NAME VERSION' says why
                """);
        assertThat(list(100)).contains("baseline v4  in force  ", "baseline v5  was in force  ");
    }

    @Test
    void saysThatNothingWasPublished() {
        assertThat(list(0)).startsWith("nothing was published yet");
    }

    private String list(int seconds) {
        StringWriter out = new StringWriter();
        RulesListCommand.print(chronicle, at(seconds), new PrintWriter(out, true));
        return out.toString();
    }
}
