// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.scoring.bank.BankValues;
import portolan.scoring.indicator.Readings;
import portolan.scoring.indicator.filing.DataQuality;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Position;

/**
 * What reaches Decide: a case and what was read of it, or a text that Assess was told of. Both come by one way, so
 * that the two stages judge each case by the same ones.
 *
 * @param key by which it comes to the task whose Assess sent it: of a case its ledger key
 * @param late whether the ledger told the case event behind its watermark
 * @param readings null of a withdrawal
 * @param quality null of a withdrawal
 * @param said what declared memories say, of the readings that a rule set in force reads
 */
public record DecideInput(
        String key,
        @Nullable CaseEvent event,
        boolean late,
        @Nullable Readings readings,
        @Nullable DataQuality quality,
        BankValues said,
        @Nullable PublishedText text) {
    public DecideInput {
        if ((event == null) == (text == null)) {
            throw new IllegalArgumentException("either a case event or a text");
        }
    }

    /** A case; without readings and quality it is a withdrawal. */
    public static DecideInput of(
            CaseEvent event,
            boolean late,
            @Nullable Readings readings,
            @Nullable DataQuality quality,
            BankValues said) {
        return new DecideInput(event.ledgerKey(), event, late, readings, quality, said, null);
    }

    /**
     * A text that Assess was told of.
     *
     * @param key of the task
     */
    public static DecideInput of(String key, PublishedText text) {
        return new DecideInput(key, null, false, null, null, BankValues.NONE, text);
    }

    /** The case, of which there is one unless this is a text. */
    public CaseEvent theCase() {
        return Objects.requireNonNull(event, "a text is no case");
    }

    public Position position() {
        return theCase().position();
    }
}
