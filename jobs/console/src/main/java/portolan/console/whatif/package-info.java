// SPDX-License-Identifier: Apache-2.0
/** What another rule set would have made of an archive, as a table, JSON, a page with charts, or a conversation. */
@NullMarked
package portolan.console.whatif;

import org.jspecify.annotations.NullMarked;
