// SPDX-License-Identifier: Apache-2.0
/** The archive: every assessment with its readings, and every outcome, as Parquet files in folders of days. */
@NullMarked
package portolan.archive;

import org.jspecify.annotations.NullMarked;
