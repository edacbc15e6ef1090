// SPDX-License-Identifier: Apache-2.0
/** Messages in EDIFACT and X12. */
@NullMarked
package portolan.feeds.edi;

import org.jspecify.annotations.NullMarked;
