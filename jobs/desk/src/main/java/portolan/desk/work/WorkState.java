// SPDX-License-Identifier: Apache-2.0
package portolan.desk.work;

import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.records.CaseStep;
import portolan.schemas.avro.AlertWorked;
import portolan.schemas.avro.WorkKind;

/**
 * Who has one consignment: the steps on it that count, read in the order of their topic. A step counts if it follows
 * the step in force, so of two claims the first one does, at every desk. A step that comes twice counts once.
 */
public final class WorkState {
    private final Set<String> seen = new HashSet<>();
    private final Set<String> counted = new HashSet<>();
    private final Set<String> putOffBy = new HashSet<>();
    private @Nullable AlertWorked inForce;

    /** Reads the next step; whether it counts. */
    public boolean read(AlertWorked step) {
        boolean isNew = seen.add(step.getStepId());
        if (!isNew || !isSound(step) || !Objects.equals(step.getFollows(), stepId())) {
            return false;
        }
        inForce = step;
        counted.add(step.getStepId());
        if (step.getKind() == WorkKind.SNOOZED) {
            putOffBy.add(step.getBy());
        }
        return true;
    }

    private static boolean isSound(AlertWorked step) {
        return switch (step.getKind()) {
            case CLAIMED, RELEASED, CLOSED -> true;
            case SNOOZED -> step.getUntil() != null;
            case UNKNOWN -> false;
        };
    }

    /** Whether a step of this name was read, whether it counts or not. */
    public boolean isKnown(String id) {
        return seen.contains(id);
    }

    /** Whether a step of this name was read and counts, or did before others followed it. */
    public boolean counts(String id) {
        return counted.contains(id);
    }

    /** The step in force; null before the first. */
    public @Nullable AlertWorked inForce() {
        return inForce;
    }

    /** What the next step has to follow; null before the first. */
    public @Nullable String stepId() {
        return inForce == null ? null : inForce.getStepId();
    }

    /** Who has the consignment; null when nobody has. */
    public @Nullable String owner() {
        return inForce != null && inForce.getKind() == WorkKind.CLAIMED ? inForce.getBy() : null;
    }

    /** What it is if this user puts it off now. */
    CaseStep puttingOff(String user) {
        return putOffBy.contains(user) ? CaseStep.PUT_OFF_AGAIN : CaseStep.PUT_OFF;
    }

    /** Until when it is hidden; null when it is not. */
    public @Nullable Instant snoozedUntil() {
        return inForce != null && inForce.getKind() == WorkKind.SNOOZED ? inForce.getUntil() : null;
    }
}
