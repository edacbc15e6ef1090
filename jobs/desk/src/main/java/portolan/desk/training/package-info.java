// SPDX-License-Identifier: Apache-2.0

/** A class at the desk: officers practise on invented consignments, a mentor leads, and afterwards both see what was hidden. */
@NullMarked
package portolan.desk.training;

import org.jspecify.annotations.NullMarked;
