// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What duty goods usually pay, by HS subheading: for filings that do not state a rate, as manifests never do.
 *
 * <p>Table: an operator's own {@code duty-rates.csv} with the columns hs6, ratePercent: six digits, and percent of the
 * value from 0 to 10,000. None is bundled: tariffs are national.
 */
public final class DutyRates {
    static final Pattern TABLE = Pattern.compile("duty-rates\\.csv");

    private static final Pattern HS6 = Pattern.compile("[0-9]{6}");
    private static final int SUBHEADING = 6;
    private static final double MOST_PERCENT = 10_000;

    private final Map<String, Double> percents;

    private DutyRates(Map<String, Double> percents) {
        this.percents = percents;
    }

    static DutyRates load(ReferenceFiles files, Found found, List<String> faults) throws IOException {
        Map<String, Double> percents = new HashMap<>();
        ReferenceFile table = files.one(TABLE, faults);
        if (table != null) {
            new CsvFile(table, faults).rowsUnder(List.of("hs6", "ratePercent"), fields -> {
                String hs6 = fields.get(0);
                if (!HS6.matcher(hs6).matches()) {
                    throw new IllegalArgumentException("not six digits: '" + hs6 + "'");
                }
                if (percents.put(hs6, TableNumbers.between(0, MOST_PERCENT, fields.get(1))) != null) {
                    throw new IllegalArgumentException("a second rate of " + hs6);
                }
            });
        }
        found.say("duty rates", table, percents.size(), "duty at stake is known only where a filing states the rate");
        return new DutyRates(percents);
    }

    /** Percent of the value for the subheading of a code as declared; NaN where the table has none. */
    public double percent(@Nullable String hsCode) {
        if (hsCode == null || hsCode.length() < SUBHEADING || percents.isEmpty()) {
            return Double.NaN;
        }
        Double percent = percents.get(hsCode.substring(0, SUBHEADING));
        return percent == null ? Double.NaN : percent;
    }
}
