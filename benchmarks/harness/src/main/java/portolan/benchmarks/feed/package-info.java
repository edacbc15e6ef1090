// SPDX-License-Identifier: Apache-2.0
/** Filings made by the million: templates that are patched in place, and shippers drawn by a Zipf law. */
@NullMarked
package portolan.benchmarks.feed;

import org.jspecify.annotations.NullMarked;
