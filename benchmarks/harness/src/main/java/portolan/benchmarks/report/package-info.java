// SPDX-License-Identifier: Apache-2.0
/** Results as JSON, and the pages and charts made of them. */
@NullMarked
package portolan.benchmarks.report;

import org.jspecify.annotations.NullMarked;
