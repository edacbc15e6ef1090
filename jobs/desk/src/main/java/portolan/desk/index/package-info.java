// SPDX-License-Identifier: Apache-2.0
/** What the desk knows: a file of SQLite, filled from the topics by one thread and read by all. */
@NullMarked
package portolan.desk.index;

import org.jspecify.annotations.NullMarked;
