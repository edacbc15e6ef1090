// SPDX-License-Identifier: Apache-2.0
package portolan.archive;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Chosen;
import portolan.scoring.manifest.OutcomeCode;

/** Makes outcomes of the rows of one group again. */
public final class OutcomeReader {
    private final String[] ids;
    private final TextColumn tenants;
    private final String[] keys;
    private final TextColumn codes;
    private final byte[] examined;
    private final long[] versions;
    private final long[] reportedAt;
    private final TextColumn offices;
    private final TextColumn reasons;
    private final TextColumn goodsKinds;
    private final long[] revenues;
    private final TextColumn currencies;
    private final @Nullable TextColumn chosenBy;
    private final double[] shares;
    private final @Nullable TextColumn lanes;
    private final @Nullable TextColumn ruleSets;

    /** @param rows with all their columns, none of them read before */
    public OutcomeReader(RowGroup rows) {
        ids = rows.keys(OutcomeTable.OUTCOME_ID);
        tenants = rows.texts(OutcomeTable.TENANT);
        keys = rows.keys(OutcomeTable.CONSIGNMENT_KEY);
        codes = rows.texts(OutcomeTable.CODE);
        examined = rows.flags(OutcomeTable.EXAMINED);
        versions = rows.longs(OutcomeTable.VERSION);
        reportedAt = rows.longs(OutcomeTable.REPORTED_AT);
        offices = rows.texts(OutcomeTable.OFFICE);
        reasons = rows.texts(OutcomeTable.REASON);
        goodsKinds = rows.texts(OutcomeTable.GOODS_KIND);
        revenues = rows.longs(OutcomeTable.REVENUE);
        currencies = rows.texts(OutcomeTable.CURRENCY);
        chosenBy = added(rows, OutcomeTable.SELECTED_BY);
        shares = rows.has(OutcomeTable.SELECTED_SHARE) ? rows.reals(OutcomeTable.SELECTED_SHARE) : new double[0];
        lanes = added(rows, OutcomeTable.SELECTED_LANE);
        ruleSets = added(rows, OutcomeTable.SELECTED_RULE_SET);
    }

    public ArchivedOutcome get(int row) {
        return new ArchivedOutcome(
                ids[row],
                text(tenants, row),
                keys[row],
                OutcomeCode.valueOf(text(codes, row)),
                examined[row] == 1,
                (int) versions[row],
                Instant.ofEpochMilli(reportedAt[row]),
                offices.get(row),
                reasons.get(row),
                goodsKinds.get(row),
                revenue(revenues[row]),
                currencies.get(row),
                chosen(row));
    }

    private Chosen chosen(int row) {
        String by = chosenBy == null ? null : chosenBy.get(row);
        if (by == null) {
            return Chosen.UNSAID;
        }
        return new Chosen(
                Chosen.By.valueOf(by),
                row < shares.length && shares[row] > 0 ? Double.valueOf(shares[row]) : null,
                lanes == null ? null : lanes.get(row),
                ruleSets == null ? null : ruleSets.get(row));
    }

    /** A column that older files lack. */
    private static @Nullable TextColumn added(RowGroup rows, String column) {
        return rows.has(column) ? rows.texts(column) : null;
    }

    private static @Nullable BigDecimal revenue(long cents) {
        return cents == Long.MIN_VALUE ? null : BigDecimal.valueOf(cents, OutcomeTable.SCALE);
    }

    private static String text(TextColumn column, int row) {
        return Objects.requireNonNull(column.get(row), "the column is required");
    }
}
