// SPDX-License-Identifier: Apache-2.0
/** The Flink jobs: what moves filings through the decisions and never decides. */
@NullMarked
package portolan.pipeline;

import org.jspecify.annotations.NullMarked;
