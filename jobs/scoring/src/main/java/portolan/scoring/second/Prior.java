// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import java.util.List;
import portolan.scoring.bank.BankReading;

/**
 * Curves that were fitted elsewhere, and how many finds of one's own weigh as much: of m they are believed for
 * m / (m + finds).
 */
public record Prior(Curves curves, int m) {
    /** Nothing is known before the first find. */
    public static final Prior NONE = new Prior(Curves.NONE, 1);

    public Prior {
        if (m < 1) {
            throw new IllegalArgumentException("a prior is worth one find at least: m=" + m);
        }
    }

    /** What is believed before and after so many finds: the prior, and what its own rows say beyond it. */
    public Curves with(List<BankReading> measures, Rows rows) {
        return AdditiveFit.of(measures, rows, curves.times(m, m + rows.finds()));
    }
}
