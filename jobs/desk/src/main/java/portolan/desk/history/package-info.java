// SPDX-License-Identifier: Apache-2.0

/** What was known of the parties, contacts and boxes of a consignment when it was assessed. */
@NullMarked
package portolan.desk.history;

import org.jspecify.annotations.NullMarked;
