// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.Keyring;
import portolan.scoring.lifecycle.RuleHistory;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.lifecycle.RuleStep.Kind;
import portolan.scoring.lifecycle.Taken;

/**
 * All steps that were ever published, in order, and what came of each: the job folds the same ones by the same rules.
 */
public final class RuleChronicle {
    private final DocumentKind kind;
    private final RuleHistory history;
    private final List<Entry> entries = new ArrayList<>();

    /** Begins with no step. */
    public RuleChronicle(DocumentKind kind, Keyring keys) {
        this.kind = kind;
        history = new RuleHistory(kind, keys);
    }

    /**
     * One step and what came of it.
     *
     * @param at when the broker took it in
     * @param offset its place in the topic
     */
    public record Entry(RuleStep step, Instant at, long offset, Taken taken) {}

    /** A version and the accepted steps that it took, in order. */
    public record Life(List<Entry> steps) {
        /** The step that brought its text. */
        public RuleStep proposed() {
            return steps.get(0).step();
        }

        /** The step that approved it; null while nobody has. */
        @Nullable
        public RuleStep approved() {
            return steps.stream()
                    .map(Entry::step)
                    .filter(step -> step.kind() == Kind.APPROVE)
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Takes the next step of the topic. */
    public void add(RuleStep step, Instant at, long offset) {
        entries.add(new Entry(step, at, offset, history.take(step, at.toEpochMilli())));
    }

    /** What would come of a step if it were published now; nothing is changed, so that it can still be published. */
    public Taken tryOut(RuleStep step, Instant now, Keyring keys) {
        return RuleHistory.fromBytes(kind, history.toBytes(), keys).take(step, now.toEpochMilli());
    }

    /** With what kind of document the steps are taken. */
    public DocumentKind kind() {
        return kind;
    }

    /** All of them, in order. */
    public List<Entry> entries() {
        return entries;
    }

    /** Those with one version, also those that were refused. */
    public List<Entry> entriesOf(String name, int version) {
        return entries.stream()
                .filter(entry ->
                        entry.step().name().equals(name) && entry.step().version() == version)
                .toList();
    }

    /** Versions by their names, in the order in which they were proposed. */
    public Map<String, Life> lives() {
        Map<String, List<Entry>> accepted = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (entry.taken().accepted()) {
                accepted.computeIfAbsent(entry.step().versionName(), unused -> new ArrayList<>())
                        .add(entry);
            }
        }
        Map<String, Life> lives = new LinkedHashMap<>();
        accepted.forEach((name, steps) -> lives.put(name, new Life(List.copyOf(steps))));
        return lives;
    }

    /** Steps that put a version in force, in order. */
    public List<RuleStep> champions() {
        return entries.stream()
                .filter(entry -> entry.taken().accepted() && entry.step().kind().putsInForce())
                .map(Entry::step)
                .toList();
    }

    /** What a version is at a time, in words. */
    public String standing(String version, long now) {
        RuleStep champion = null;
        String standing = "proposed";
        boolean wasInForce = false;
        for (Entry entry : entries) {
            RuleStep step = entry.step();
            if (!entry.taken().accepted()) {
                continue;
            }
            boolean isIt = step.versionName().equals(version);
            boolean isInItsPlace = kind.oneInForce() || version.startsWith(step.name() + " v");
            if (step.kind().putsInForce() && step.effectiveAt() <= now && isInItsPlace) {
                champion = step;
                wasInForce |= isIt;
            }
            if (step.kind() == Kind.RETIRE && step.effectiveAt() <= now && isInUse(champion, step)) {
                champion = null;
            }
            if (isIt) {
                standing = standing(step, standing, now);
            }
        }
        if (champion != null && champion.versionName().equals(version)) {
            return "in force";
        }
        return wasInForce && standing.equals("in force") ? "was in force" : standing;
    }

    /** What is in force at a time. */
    public List<String> textsInForce(long now) {
        return lives().entrySet().stream()
                .filter(life -> standing(life.getKey(), now).equals("in force"))
                .map(life -> life.getValue().proposed().text())
                .toList();
    }

    private static boolean isInUse(@Nullable RuleStep champion, RuleStep retired) {
        return champion != null && champion.versionName().equals(retired.versionName());
    }

    private static String standing(RuleStep step, String before, long now) {
        return switch (step.kind()) {
            case PROPOSE -> "proposed";
            case APPROVE -> "approved";
            case ACTIVATE, ROLL_BACK -> step.effectiveAt() <= now ? "in force" : "in force soon";
            case SHADOW -> step.effectiveAt() <= now ? "shadow" : "shadow soon";
            case RETIRE -> before.startsWith("shadow") ? "approved" : "retired";
        };
    }
}
