// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.nio.file.Path;

/**
 * Few traders and many inspections: memories fill, habits form, offences are found, alerts open and change, and lanes of
 * every colour come about.
 */
final class BusyFeed {
    private BusyFeed() {}

    /** Writes its files to a directory. */
    static void generate(int filings, Path directory) {
        CommandRun.of(
                        "generate",
                        "--seed",
                        31,
                        "--filings",
                        filings,
                        "--shippers",
                        120,
                        "--per-day",
                        60,
                        "--inspected",
                        "0.4",
                        "--offences",
                        "0.1",
                        "--out",
                        directory)
                .assertDone();
    }
}
