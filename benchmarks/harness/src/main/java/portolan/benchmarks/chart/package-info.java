// SPDX-License-Identifier: Apache-2.0
/** Charts of results, as files of SVG. */
@NullMarked
package portolan.benchmarks.chart;

import org.jspecify.annotations.NullMarked;
