// SPDX-License-Identifier: Apache-2.0
/** What the tests of several modules share; nothing that ships depends on it. */
@NullMarked
package portolan.testing;

import org.jspecify.annotations.NullMarked;
