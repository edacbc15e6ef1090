// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import portolan.records.RuleStepRecords;
import portolan.schemas.avro.RuleSetPublished;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.KeyRole;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.lifecycle.SignedSteps;
import portolan.scoring.lifecycle.SigningKey;
import portolan.scoring.lifecycle.VerifyingKey;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleSetCompiler;

/** An author and an approver with keys in a directory, and the records of the steps that they take. */
final class SignedRules {
    /** The deployment whose steps they take. */
    static final String DEPLOYMENT = "test";

    private final SignedSteps author;
    private final SignedSteps approver;

    SignedRules(Path keys) throws IOException {
        Files.createDirectories(keys);
        author = person(keys, "author");
        approver = person(keys, "approver");
    }

    private static SignedSteps person(Path keys, String name) throws IOException {
        SigningKey.Pair pair = SigningKey.generate();
        Files.writeString(keys.resolve(name + ".key"), pair.privateKey());
        Files.writeString(
                keys.resolve(name + ".pub"),
                new VerifyingKey(pair.publicKey(), Set.of(KeyRole.values()), LocalDate.of(9999, 12, 31)).file());
        return new SignedSteps(DocumentKind.RULE_SET, SigningKey.read(keys, name), DEPLOYMENT);
    }

    RuleStep propose(String text, long at) {
        return author.propose(((Compiled.Accepted) RuleSetCompiler.compile(text)).ruleSet(), "a better one", at);
    }

    RuleStep approve(String text, long at) {
        return approver.approve(propose(text, at), "looks right", at);
    }

    RuleStep take(RuleStep.Kind kind, String text, long effectiveAt) {
        return author.take(kind, propose(text, 0), approve(text, 0), "from now on", effectiveAt);
    }

    static RuleSetPublished wire(RuleStep step) {
        return RuleStepRecords.write(step, Instant.EPOCH);
    }
}
