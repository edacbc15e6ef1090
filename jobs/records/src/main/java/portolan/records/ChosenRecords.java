// SPDX-License-Identifier: Apache-2.0
package portolan.records;

import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.Selector;
import portolan.scoring.manifest.Chosen;

/** How a consignment was chosen, from and to the record of its outcome. */
public final class ChosenRecords {
    private ChosenRecords() {}

    /**
     * What is said, word for word.
     *
     * @throws IllegalArgumentException where it says what does not go together
     */
    public static Chosen stated(InspectionOutcome outcome) {
        return new Chosen(by(outcome), outcome.getSelectedShare(), lane(outcome), ruleSet(outcome));
    }

    /**
     * The same of a machine's record, in which what goes with another way of choosing says nothing.
     *
     * @throws IllegalArgumentException where it says what cannot be
     */
    public static Chosen read(InspectionOutcome outcome) {
        return switch (by(outcome)) {
            case RANDOM -> new Chosen(Chosen.By.RANDOM, outcome.getSelectedShare(), null, null);
            case ENGINE -> new Chosen(Chosen.By.ENGINE, null, lane(outcome), ruleSet(outcome));
            default -> Chosen.by(by(outcome));
        };
    }

    public static InspectionOutcome.Builder write(Chosen chosen, InspectionOutcome.Builder outcome) {
        boolean isSaid = chosen.by() != Chosen.By.UNSAID;
        return outcome.setSelectedBy(isSaid ? Selector.valueOf(chosen.by().name()) : null)
                .setSelectedShare(chosen.share())
                .setSelectedLane(chosen.lane() == null ? null : Lane.valueOf(chosen.lane()))
                .setSelectedRuleSet(chosen.ruleSet());
    }

    private static Chosen.By by(InspectionOutcome outcome) {
        Selector by = outcome.getSelectedBy();
        return by == null ? Chosen.By.UNSAID : Chosen.By.valueOf(by.name());
    }

    private static @Nullable String lane(InspectionOutcome outcome) {
        return outcome.getSelectedLane() == null
                ? null
                : outcome.getSelectedLane().name();
    }

    private static @Nullable String ruleSet(InspectionOutcome outcome) {
        String hash = outcome.getSelectedRuleSet();
        return hash == null || hash.isBlank() ? null : hash.strip();
    }
}
