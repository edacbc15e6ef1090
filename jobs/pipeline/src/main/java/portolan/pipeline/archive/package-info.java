// SPDX-License-Identifier: Apache-2.0
/** The archive as a sink of the scoring graph: Parquet files that are there once a checkpoint, or the end, says so. */
@NullMarked
package portolan.pipeline.archive;

import org.jspecify.annotations.NullMarked;
