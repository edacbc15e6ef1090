// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.rules.Document;
import portolan.scoring.rules.ReadText;
import portolan.scoring.rules.RuleIssue;
import portolan.scoring.rules.SignedFit;

/**
 * What the steps with one kind of document so far have led to, and whether the next one may be taken. Whoever folds the
 * same steps with the same keys comes to the same history: the job, and an operator who asks.
 *
 * <pre>
 *   step       wants of the version                         of who takes it     leads to
 *   PROPOSE    a number above all others of the name,       its author          proposed
 *                a text that compiles
 *   APPROVE    proposed, and not approved yet               not its author      approved
 *   ACTIVATE   approved, not below the last one in force    an activator        in force from its time on
 *                under the name; its fit was a shadow
 *   SHADOW     approved, and not in force; three at most    an activator        judges beside it, from its time on
 *   ROLL_BACK  was in force before                          an activator        in force from its time on
 *   RETIRE     not in force, now or later                   an activator        judges no longer; never again, not even
 *                                                                                 by rolling back, unless it was only
 *                                                                                 a shadow
 * </pre>
 *
 * <p>So it is with rule sets, of which one is in force. Of any other kind one of each name is, or none: what is in force
 * can be retired, and nothing is a shadow. One person makes nothing more lenient: no list is rolled back, and no watch
 * list in force is retired, but a version without entries follows it, which two people sign.
 *
 * <p>All steps are signed by who takes them; those that put a version to use carry its text and the signatures of
 * author and approver as well, and take effect a second after they were published, or later: by then every task knows
 * them. What takes effect is never put before what was to take effect earlier.
 */
public final class RuleHistory {
    /** Versions that judge beside the one in force at a time. */
    public static final int MOST_SHADOWS = 3;

    /** From publishing to taking effect, at least: by then every task has the text and has compiled it. */
    public static final long LEAD_MILLIS = 1_000;

    /** Of all names together; each takes some hundred and fifty bytes. */
    private static final int MOST_VERSIONS = 10_000;

    private static final int LAYOUT = 4;

    private final DocumentKind of;
    private final Keyring keys;
    private final TreeMap<String, TreeMap<Integer, Version>> versions = new TreeMap<>();
    private final List<Use> shadows = new ArrayList<>();
    /** What is in force and what will be, ascending; those before it are over when a step is put behind them. */
    private final List<Use> champions = new ArrayList<>();

    public RuleHistory(DocumentKind of, Keyring keys) {
        this.of = of;
        this.keys = keys;
    }

    /**
     * Takes the next step, if it may be taken.
     *
     * @param publishedAt epoch milliseconds of order time at which it stands in the topic
     */
    public Taken take(RuleStep step, long publishedAt) {
        List<String> faults = new ArrayList<>();
        List<RuleIssue> issues = new ArrayList<>();
        new SignatureCheck(of, keys, step, faults).check(publishedAt);
        checkVersion(step, publishedAt, faults);
        SignedFit fit = SignedFit.NONE;
        if (step.kind().putsToUse() || step.kind() == RuleStep.Kind.PROPOSE) {
            fit = SignedFit.of(checkText(step, faults, issues));
            checkFit(step, fit, publishedAt, faults);
        }
        if (step.kind() != RuleStep.Kind.PROPOSE && step.kind() != RuleStep.Kind.APPROVE) {
            checkTime(step, publishedAt, faults);
        }
        Taken taken = new Taken(faults, issues);
        if (taken.accepted()) {
            follow(step, fit, publishedAt);
        }
        return taken;
    }

    private void checkVersion(RuleStep step, long publishedAt, List<String> faults) {
        NavigableMap<Integer, Version> known = versions.getOrDefault(step.name(), new TreeMap<>());
        Version version = known.get(step.version());
        if (step.kind() == RuleStep.Kind.PROPOSE) {
            checkNumber(step, known, version, faults);
            return;
        }
        if (version == null) {
            faults.add(step.versionName() + " was not proposed");
            return;
        }
        if (!version.hash().equals(step.hash())) {
            faults.add(step.versionName() + " was proposed with another text: hash=" + version.hash() + ", found "
                    + step.hash());
        }
        if (version.retired()) {
            faults.add(step.versionName() + " was retired; propose its text under a higher number");
        }
        switch (step.kind()) {
            case PROPOSE -> {}
            case APPROVE -> {
                if (version.approver() != null) {
                    faults.add(step.versionName() + " was approved before, by " + version.approver());
                }
            }
            case ACTIVATE -> checkForward(step, known, version, faults);
            case SHADOW -> checkShadow(step, version, faults);
            case ROLL_BACK -> {
                if (!version.wasChampion()) {
                    faults.add(step.versionName() + " was never in force; activate it");
                }
                checkNotInForce(step, faults);
                if (of.takesTwo(step.kind())) {
                    faults.add("one person does not bring back " + of.what() + ": publish the text of "
                            + step.versionName() + " under a higher number");
                }
            }
            case RETIRE -> {
                checkNotAgain(step, version.endFrom(), faults);
                checkNeitherNowNorLater(step, publishedAt, faults);
            }
        }
    }

    /** What is in force until another follows is what one rolls back to when that one is no good. */
    private void checkNeitherNowNorLater(RuleStep step, long publishedAt, List<String> faults) {
        List<Use> line = line(step.name());
        for (int i = 0; i < line.size(); i++) {
            Use use = line.get(i);
            Use next = i + 1 < line.size() ? line.get(i + 1) : null;
            if (!use.isOf(step) || (next != null && next.from() <= publishedAt)) {
                continue;
            }
            if (next == null && !of.oneInForce() && of.takesTwo(step.kind())) {
                faults.add("one person does not end " + of.what() + ": publish a version without the entries of "
                        + step.versionName() + (of == DocumentKind.SENDERS ? ", that says 'unchecked: true'" : ""));
            } else if (next == null && !of.oneInForce()) {
                if (use.from() > publishedAt) {
                    faults.add(step.versionName() + " is to be in force from " + Instant.ofEpochMilli(use.from())
                            + "; retire it after that time");
                }
            } else if (next == null) {
                faults.add(step.versionName() + " is in force, and one must be; activate another, or roll back");
            } else {
                String when = use.from() <= publishedAt
                        ? " is in force until "
                        : " is to be in force from " + Instant.ofEpochMilli(use.from()) + " until ";
                faults.add(step.versionName() + when + Instant.ofEpochMilli(next.from()) + ", when "
                        + next.versionName()
                        + " follows; retired, it could not be rolled back to: retire it after that time");
            }
            return;
        }
    }

    private void checkNumber(
            RuleStep step, NavigableMap<Integer, Version> known, @Nullable Version version, List<String> faults) {
        if (step.version() < 1) {
            faults.add("a version is a whole number from 1: version=" + step.version());
        }
        if (version != null && version.hash().equals(step.hash())) {
            faults.add(step.versionName() + " was proposed before");
        } else if (!known.isEmpty() && step.version() <= known.lastKey()) {
            faults.add("versions of a name only grow: " + step.name() + " has v" + known.lastKey() + ", found v"
                    + step.version());
        }
        if (versions.values().stream().mapToInt(Map::size).sum() >= MOST_VERSIONS) {
            faults.add("there are " + MOST_VERSIONS + " versions, and no room for more");
        }
    }

    private void checkForward(
            RuleStep step, NavigableMap<Integer, Version> known, Version version, List<String> faults) {
        checkKnownApproval(step, version, faults);
        checkNotInForce(step, faults);
        for (Map.Entry<Integer, Version> later :
                known.tailMap(step.version(), false).entrySet()) {
            if (later.getValue().wasChampion()) {
                faults.add("versions do not go backwards: " + step.name() + " v" + later.getKey()
                        + " was in force; roll back to " + step.versionName() + ", if it was, too");
                return;
            }
        }
    }

    private void checkShadow(RuleStep step, Version version, List<String> faults) {
        if (!of.oneInForce()) {
            faults.add("only a rule set judges as a shadow, " + step.versionName() + " is " + of.what());
        }
        checkKnownApproval(step, version, faults);
        checkNotAgain(step, version.shadowFrom(), faults);
        checkNotInForce(step, faults);
        if (shadows.stream().anyMatch(shadow -> shadow.isOf(step))) {
            faults.add(step.versionName() + " is a shadow already");
        } else if (shadows.size() >= MOST_SHADOWS) {
            faults.add("at most " + MOST_SHADOWS + " shadows judge at a time, retire one: "
                    + String.join(", ", shadows.stream().map(Use::versionName).toList()));
        }
    }

    /** Who may write there says the signed step of somebody else again, until its time has come. */
    private static void checkNotAgain(RuleStep step, long taken, List<String> faults) {
        if (step.effectiveAt() <= taken) {
            faults.add("a step with " + step.versionName() + " that is not older was taken before: effective="
                    + Instant.ofEpochMilli(taken) + "; sign a new one");
        }
    }

    private static void checkKnownApproval(RuleStep step, Version version, List<String> faults) {
        if (step.approver() != null && !step.approver().equals(version.approver())) {
            faults.add("the approval of " + step.versionName() + " by " + step.approver() + " was not published");
        }
    }

    private void checkNotInForce(RuleStep step, List<String> faults) {
        Use champion = champion(step.name());
        if (champion != null && champion.isOf(step)) {
            faults.add(step.versionName() + " is in force already, or will be: from "
                    + Instant.ofEpochMilli(champion.from()));
        }
    }

    private @Nullable Document checkText(RuleStep step, List<String> faults, List<RuleIssue> issues) {
        ReadText read = of.read(step.text());
        issues.addAll(read.issues());
        Document said = read.document();
        if (said != null) {
            if (step.kind().putsInForce()) {
                issues.addAll(said.issuesFrom(step.effectiveAt()));
            }
            differs("name", said.name(), step.name(), faults);
            differs("version", said.version(), step.version(), faults);
            differs("hash", said.hash(), step.hash(), faults);
        }
        return said;
    }

    /** Nobody waits to bring back what was, nor to compare. */
    private void checkFit(RuleStep step, SignedFit fit, long publishedAt, List<String> faults) {
        boolean isActivated = step.kind() == RuleStep.Kind.ACTIVATE;
        String tooMuch =
                isActivated || step.kind() == RuleStep.Kind.PROPOSE ? fit.tooMuchAfter(share(publishedAt)) : null;
        if (tooMuch != null) {
            faults.add(tooMuch);
        }
        if (isActivated && !fit.equals(SignedFit.NONE) && !hasJudged(fit, publishedAt)) {
            faults.add("what finds taught " + step.versionName() + " has not judged as a shadow for a day yet: "
                    + SignedFit.shadow(step.name(), step.version()));
        }
    }

    /** Of red, by what finds taught: of what is in force at a time, or of less that follows before the next. */
    private double share(long at) {
        double share = 0;
        for (Use use : champions) {
            double its = fit(use).share();
            share = use.from() <= at ? its : StrictMath.min(share, its);
        }
        return share;
    }

    private SignedFit fit(Use use) {
        Version version = versions.getOrDefault(use.name(), new TreeMap<>()).get(use.version());
        return version == null ? SignedFit.NONE : version.fit();
    }

    /** Whether a version that says the same of it was a shadow, or in force. */
    private boolean hasJudged(SignedFit fit, long at) {
        return shadows.stream().anyMatch(use -> SignedFit.isJudged(use.from(), at) && fit(use).equals(fit))
                || versions.values().stream()
                        .flatMap(known -> known.values().stream())
                        .anyMatch(version -> version.fit().equals(fit) && version.judgedBefore(at));
    }

    private static void differs(String what, Object said, Object published, List<String> faults) {
        if (!said.equals(published)) {
            faults.add(
                    "published with another " + what + " than its text has: text=" + said + ", published=" + published);
        }
    }

    private void checkTime(RuleStep step, long publishedAt, List<String> faults) {
        if (step.effectiveAt() < publishedAt + LEAD_MILLIS) {
            faults.add("takes effect too soon, " + LEAD_MILLIS + " ms after it is published at the earliest: published="
                    + Instant.ofEpochMilli(publishedAt) + ", effective=" + Instant.ofEpochMilli(step.effectiveAt()));
        }
        Use champion = champion(step.name());
        if (step.kind().putsInForce() && champion != null && step.effectiveAt() <= champion.from()) {
            faults.add(champion.versionName() + " takes effect at " + Instant.ofEpochMilli(champion.from())
                    + ", and nothing is put before it");
        }
    }

    private void follow(RuleStep step, SignedFit fit, long publishedAt) {
        NavigableMap<Integer, Version> known = versions.computeIfAbsent(step.name(), unused -> new TreeMap<>());
        Use use = new Use(step.name(), step.version(), step.effectiveAt());
        switch (step.kind()) {
            case PROPOSE -> known.put(step.version(), Version.proposed(step.hash(), step.author(), fit));
            case APPROVE -> known.computeIfPresent(step.version(), (number, it) -> it.approvedBy(step.by()));
            case ACTIVATE, ROLL_BACK -> {
                known.computeIfPresent(step.version(), (number, it) -> it.champion());
                List<Use> line = line(step.name());
                while (line.size() > 1 && line.get(1).from() <= publishedAt) {
                    champions.remove(line.remove(0));
                }
                champions.add(use);
                shadows.removeIf(shadow -> shadow.isOf(step));
            }
            case SHADOW -> {
                known.computeIfPresent(step.version(), (number, it) -> it.shadow(step.effectiveAt()));
                shadows.add(use);
            }
            case RETIRE -> {
                boolean wasShadow = shadows.removeIf(shadow -> shadow.isOf(step));
                Use champion = champion(step.name());
                if (champion != null && champion.isOf(step)) {
                    champions.removeAll(line(step.name()));
                }
                known.computeIfPresent(
                        step.version(), (number, it) -> wasShadow ? it.shadowUntil(step.effectiveAt()) : it.forGood());
            }
        }
    }

    /** What was put in force last, now or later; null while nothing was. */
    public @Nullable Use champion() {
        return champions.isEmpty() ? null : champions.get(champions.size() - 1);
    }

    /** The same of what would make place for a version of this name. */
    private @Nullable Use champion(String name) {
        List<Use> line = line(name);
        return line.isEmpty() ? null : line.get(line.size() - 1);
    }

    /** What is in force in the place of a name, and what will be, ascending. */
    private List<Use> line(String name) {
        List<Use> line = new ArrayList<>(champions);
        line.removeIf(use -> !of.oneInForce() && !use.name().equals(name));
        return line;
    }

    /** Whether a version is in force or a shadow, now or later, until another follows. */
    public boolean isInUse(String name, int version) {
        Use champion = champion(name);
        return Stream.concat(shadows.stream(), Stream.ofNullable(champion))
                .anyMatch(use -> use.name().equals(name) && use.version() == version);
    }

    /** What judges beside it, now or later. */
    public List<Use> shadows() {
        return List.copyOf(shadows);
    }

    /**
     * All of it but the keys.
     *
     * <pre>
     *   v4     octet 4 | list of: name, list of: signed version, {@link Version} | list of uses in force now or later,
     *            ascending | list of uses as shadows
     *   v3     octet 3 | the same, without what of a version finds taught
     *   v2     octet 2 | the same, without a version's times as a shadow either
     *   v1     octet 1 | the same, of what is in force the last one only
     *   use    name | signed version | signed from
     * </pre>
     */
    public byte[] toBytes() {
        LayoutWriter out = new LayoutWriter().octet(LAYOUT);
        out.list(
                versions.entrySet(),
                (to, name) -> to.text(name.getKey()).list(name.getValue().entrySet(), (each, version) -> {
                    each.signed(version.getKey());
                    version.getValue().write(each);
                }));
        out.list(champions, RuleHistory::write);
        return out.list(shadows, RuleHistory::write).toBytes();
    }

    private static void write(LayoutWriter out, Use use) {
        out.text(use.name()).signed(use.version()).signed(use.from());
    }

    private static Use readUse(LayoutReader in) {
        return new Use(in.text(), in.whole(), in.signed());
    }

    /** Reads every version ever written. */
    public static RuleHistory fromBytes(DocumentKind of, byte[] bytes, Keyring keys) {
        LayoutReader in = new LayoutReader(bytes);
        int layout = in.version("history of rule sets", LAYOUT);
        RuleHistory history = new RuleHistory(of, keys);
        int names = in.size();
        for (int i = 0; i < names; i++) {
            TreeMap<Integer, Version> known = new TreeMap<>();
            history.versions.put(in.text(), known);
            int count = in.size();
            for (int j = 0; j < count; j++) {
                known.put(in.whole(), Version.read(in, layout));
            }
        }
        // v1 knew of the last one only: what is in force until that one comes can still be retired, once.
        history.champions.addAll(in.list(RuleHistory::readUse));
        history.shadows.addAll(in.list(RuleHistory::readUse));
        return history;
    }
}
