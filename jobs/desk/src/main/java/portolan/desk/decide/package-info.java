// SPDX-License-Identifier: Apache-2.0

/** What officers do with a consignment: take it, decide, report what came of it. */
@NullMarked
package portolan.desk.decide;

import org.jspecify.annotations.NullMarked;
