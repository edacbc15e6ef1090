// SPDX-License-Identifier: Apache-2.0
package portolan.archive;

import java.math.BigDecimal;
import java.math.RoundingMode;
import portolan.scoring.manifest.Chosen;

/** Writes outcomes as rows of {@link OutcomeTable}. */
final class OutcomeRows extends TableRows<ArchivedOutcome> {
    OutcomeRows() {
        super(OutcomeTable.TABLE);
    }

    @Override
    void write(RowWriter row, ArchivedOutcome outcome) {
        row.text(OutcomeTable.OUTCOME_ID, outcome.outcomeId());
        row.recurring(OutcomeTable.TENANT, outcome.tenant());
        row.text(OutcomeTable.CONSIGNMENT_KEY, outcome.consignmentKey());
        row.recurring(OutcomeTable.CODE, outcome.code().name());
        row.flag(OutcomeTable.EXAMINED, outcome.examined());
        row.number(OutcomeTable.VERSION, outcome.version());
        row.time(OutcomeTable.REPORTED_AT, outcome.reportedAt());
        row.text(OutcomeTable.OFFICE, outcome.office());
        row.text(OutcomeTable.REASON, outcome.reason());
        row.text(OutcomeTable.GOODS_KIND, outcome.goodsKind());
        BigDecimal revenue = outcome.revenue();
        if (revenue == null) {
            row.skip();
        } else {
            row.number(
                    OutcomeTable.REVENUE,
                    revenue.setScale(OutcomeTable.SCALE, RoundingMode.HALF_EVEN)
                            .unscaledValue()
                            .longValueExact());
        }
        row.text(OutcomeTable.CURRENCY, outcome.currency());
        Chosen chosen = outcome.chosen();
        row.text(
                OutcomeTable.SELECTED_BY,
                chosen.equals(Chosen.UNSAID) ? null : chosen.by().name());
        row.real(OutcomeTable.SELECTED_SHARE, chosen.share());
        row.text(OutcomeTable.SELECTED_LANE, chosen.lane());
        row.text(OutcomeTable.SELECTED_RULE_SET, chosen.ruleSet());
    }
}
