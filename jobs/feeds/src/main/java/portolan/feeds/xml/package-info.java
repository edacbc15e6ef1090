// SPDX-License-Identifier: Apache-2.0
/** Messages in XML: one reader, and for each format a field map and what a table cannot say. */
@NullMarked
package portolan.feeds.xml;

import org.jspecify.annotations.NullMarked;
