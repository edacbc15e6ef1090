// SPDX-License-Identifier: Apache-2.0
/** The rule desk: texts of rules are written, tried, signed in the browser, and put to use. */
@NullMarked
package portolan.desk.rules;

import org.jspecify.annotations.NullMarked;
