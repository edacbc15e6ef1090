// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.score;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.bank.BankValues;
import portolan.scoring.indicator.Readings;
import portolan.scoring.indicator.filing.DataQuality;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.manifest.Position;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.StatedFields;

/**
 * The whole result for one version of one consignment: a function of the filings and outcomes before it, the filing and
 * the rule set.
 *
 * @param assessmentId the same whenever the same input is judged by the same rule set
 * @param assessedAt event time of the input, not when somebody computed it
 * @param score the highest over threats, in bits
 * @param lane the strictest over threats; red, too, when it was drawn, which {@code selectedBy} says
 * @param dataQuality how good the filing is, apart from the score
 * @param fields what rules could read of the consignment beside its readings
 * @param urgent whether any threat is
 * @param table {@link #AS_WRITTEN}; of releases until 0.2.0, whose rules were moved by what traffic and inspections
 *     taught, the last hour that the table behind it counts, since 1970; null where the release did not say
 * @param said by declared memories, of what its rule set reads
 */
public record Assessment(
        String assessmentId,
        String tenant,
        ConsignmentKey key,
        String filingId,
        int filingVersion,
        Instant filedAt,
        Instant assessedAt,
        double score,
        Lane lane,
        List<ThreatScore> threats,
        DataQuality dataQuality,
        RuleSetRef ruleSet,
        Position position,
        SelectedBy selectedBy,
        String engine,
        String reference,
        @Nullable Instant decisionDueBy,
        Readings readings,
        StatedFields fields,
        boolean urgent,
        Particulars particulars,
        @Nullable Long table,
        BankValues said) {
    /** The table of what counts as written. */
    public static final long AS_WRITTEN = 0;

    public Assessment {
        threats = List.copyOf(threats);
    }

    /** Whether rules were moved by what was learned: only an engine of that release makes it again. */
    public boolean isMoved() {
        return table != null && table != AS_WRITTEN;
    }

    /** Whether it came before its decision was due; the moment itself is in time. */
    public Timeliness timeliness() {
        return Timeliness.of(assessedAt, decisionDueBy);
    }
}
