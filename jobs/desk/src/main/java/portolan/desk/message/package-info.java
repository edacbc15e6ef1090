// SPDX-License-Identifier: Apache-2.0

/** A bill as its sender wrote it. */
@NullMarked
package portolan.desk.message;

import org.jspecify.annotations.NullMarked;
