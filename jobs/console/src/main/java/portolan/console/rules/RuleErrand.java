// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.UnusableInputException;
import portolan.schemas.avro.RuleSetAudited;
import portolan.schemas.avro.RuleSetIssue;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.Keyring;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.lifecycle.SignedSteps;
import portolan.scoring.lifecycle.SigningKey;
import portolan.scoring.lifecycle.Taken;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleIssue;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;

/**
 * A command that takes a step: it is made of what was published so far, tried out, signed, published, and waited for
 * until the job has said what came of it.
 */
@Command(
        exitCodeList = {
            "0:done",
            "1:the job refused it",
            "2:it would be refused, or cannot be read; nothing was published",
            "3:Kafka does not answer"
        })
abstract class RuleErrand extends ConsoleCommand {
    static final int OK = 0;
    static final int FAILED = 1;

    /** From publishing to taking effect, unless somebody says when: twice what the job asks for, and a slow clock. */
    static final Duration LEAD = Duration.ofSeconds(3);

    @Mixin
    private final RuleTopicOptions topic = new RuleTopicOptions();

    @Option(names = "--as", required = true, paramLabel = "NAME", description = "who signs the step, with NAME.key")
    @SuppressWarnings("NullAway.Init") // required
    private String signer;

    @Option(names = "--why", required = true, paramLabel = "TEXT", description = "the reason, kept with the step")
    @SuppressWarnings("NullAway.Init") // required
    private String why;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "how long to wait for the job's verdict, 0 for not at all (default: ${DEFAULT-VALUE})")
    private int waitSeconds = 10;

    private final Clock clock = Clock.systemUTC();

    /**
     * Makes the step of what was published so far.
     *
     * @throws UnusableInputException if nothing can be made of it
     */
    abstract RuleStep step(SignedSteps by, RuleChronicle chronicle, Instant now) throws UnusableInputException;

    /**
     * What the topic of rule sets has in force, now or soon; the baseline, which a job starts with, where nothing was.
     *
     * @throws UnusableInputException if there is no such topic, or no keys
     */
    final RuleSet ruleSetInForce() throws UnusableInputException {
        try (RuleTopic rules = topic.open(DocumentKind.RULE_SET)) {
            List<RuleStep> champions = rules.read(topic.keyring()).champions();
            if (champions.isEmpty()) {
                return BaselineRuleSet.compiled();
            }
            RuleStep last = champions.get(champions.size() - 1);
            if (RuleSetCompiler.compile(last.text()) instanceof Compiled.Accepted accepted) {
                return accepted.ruleSet();
            }
            throw new UnusableInputException("this release cannot read the rule set in force, name it by --rules: name="
                    + last.name() + ", version=" + last.version());
        }
    }

    final String why() {
        return why;
    }

    /** What the step is with. */
    final DocumentKind kind() {
        return topic.kind();
    }

    @Override
    public final Integer call() throws Exception {
        PrintWriter out = out();
        PrintWriter err = err();
        try (RuleTopic rules = topic.open()) {
            Keyring keys = topic.keyring();
            SignedSteps by = new SignedSteps(topic.kind(), key(), topic.deployment());
            RuleChronicle chronicle = rules.read(keys);
            Instant now = clock.instant();
            RuleStep step = step(by, chronicle, now);
            Taken taken = chronicle.tryOut(step, now, keys);
            if (!taken.accepted()) {
                taken.faults().forEach(err::println);
                taken.issues().stream().map(RuleIssue::render).forEach(err::println);
                err.println("refused, nothing was published: " + step.kind().word() + ' ' + step.versionName());
                return BAD_INPUT;
            }
            long audits = rules.auditsSoFar();
            RuleTopic.Place place = topic.publish(step, now);
            out.println(said(step) + ": " + place);
            return waitSeconds == 0
                    ? OK
                    : report(rules.awaitAudit(place, audits, Duration.ofSeconds(waitSeconds)), out, err);
        }
    }

    private SigningKey key() throws UnusableInputException {
        try {
            return SigningKey.read(topic.keys(), signer);
        } catch (IOException e) {
            throw new UnusableInputException(e.getMessage() == null ? e.toString() : e.getMessage(), e);
        }
    }

    private static String said(RuleStep step) {
        String what = step.kind().word() + ' ' + step.versionName();
        boolean hasTime = step.kind() != RuleStep.Kind.PROPOSE && step.kind() != RuleStep.Kind.APPROVE;
        return hasTime ? what + " from " + Instant.ofEpochMilli(step.effectiveAt()) : what;
    }

    private static int report(@Nullable RuleSetAudited audited, PrintWriter out, PrintWriter err) {
        if (audited == null) {
            out.println("published; no job has said anything of it yet");
            return OK;
        }
        if (Boolean.TRUE.equals(audited.getAccepted())) {
            out.println("the job took it");
            return OK;
        }
        for (RuleSetIssue issue : audited.getIssues()) {
            String file = issue.getFile() == null ? "the text" : issue.getFile();
            err.println(RuleIssue.where(file, issue.getLine(), issue.getColumn()) + ": " + issue.getMessage());
        }
        err.println("the job refused it; what is in force stays");
        return FAILED;
    }

    /** The version of a name; its accepted steps so far. */
    static RuleChronicle.Life life(RuleChronicle chronicle, String name, int version) throws UnusableInputException {
        RuleChronicle.Life life = chronicle.lives().get(name + " v" + version);
        if (life == null) {
            String known = chronicle.lives().isEmpty()
                    ? "nothing was proposed yet"
                    : "there are " + String.join(", ", chronicle.lives().keySet());
            throw new UnusableInputException(name + " v" + version + " was not proposed; " + known);
        }
        return life;
    }
}
