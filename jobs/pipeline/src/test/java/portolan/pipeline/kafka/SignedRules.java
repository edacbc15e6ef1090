// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import portolan.records.RuleStepRecords;
import portolan.schemas.avro.RuleSetPublished;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.KeyRole;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.lifecycle.SignedSteps;
import portolan.scoring.lifecycle.SigningKey;
import portolan.scoring.lifecycle.VerifyingKey;

/** An author and an approver with keys in a directory, and the records of the steps that they take. */
public final class SignedRules {
    /** The deployment whose steps they take. */
    public static final String DEPLOYMENT = "test";

    private final DocumentKind of;
    private final SignedSteps author;
    private final SignedSteps approver;
    private final Map<String, RuleStep> proposed = new HashMap<>();
    private final Map<String, RuleStep> approved = new HashMap<>();

    SignedRules(Path keys) throws IOException {
        this(DocumentKind.RULE_SET, keys);
    }

    /** With the keys that are in the directory, else new ones. */
    public SignedRules(DocumentKind of, Path keys) throws IOException {
        this.of = of;
        Files.createDirectories(keys);
        author = person(of, keys, "author");
        approver = person(of, keys, "approver");
    }

    private static SignedSteps person(DocumentKind of, Path keys, String name) throws IOException {
        if (!Files.exists(keys.resolve(name + ".key"))) {
            SigningKey.Pair pair = SigningKey.generate();
            Files.writeString(keys.resolve(name + ".key"), pair.privateKey());
            Files.writeString(
                    keys.resolve(name + ".pub"),
                    new VerifyingKey(pair.publicKey(), Set.of(KeyRole.values()), LocalDate.of(9999, 12, 31)).file());
        }
        return new SignedSteps(of, SigningKey.read(keys, name), DEPLOYMENT);
    }

    public RuleStep propose(String text, long at) {
        return author.propose(Objects.requireNonNull(of.read(text).document()), "a better one", at);
    }

    public RuleStep approve(String text, long at) {
        return approver.approve(propose(text, at), "looks right", at);
    }

    public RuleStep take(RuleStep.Kind kind, String text, long effectiveAt) {
        // Signing takes a millisecond.
        RuleStep proposal = proposed.computeIfAbsent(text, unsigned -> propose(unsigned, 0));
        RuleStep approval = approved.computeIfAbsent(text, unsigned -> approver.approve(proposal, "looks right", 0));
        return author.take(kind, proposal, approval, "from now on", effectiveAt);
    }

    public static RuleSetPublished wire(RuleStep step) {
        return RuleStepRecords.write(step, Instant.EPOCH);
    }
}
