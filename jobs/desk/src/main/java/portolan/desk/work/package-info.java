// SPDX-License-Identifier: Apache-2.0
/** Work on consignments: which steps and decisions count, and how they are written. */
@NullMarked
package portolan.desk.work;

import org.jspecify.annotations.NullMarked;
