// SPDX-License-Identifier: Apache-2.0
/** National messages in; filings, rejects and receipts out. */
@NullMarked
package portolan.feeds;

import org.jspecify.annotations.NullMarked;
