// SPDX-License-Identifier: Apache-2.0
/** The sessions of the course, ready to run. */
@NullMarked
package portolan.training.course;

import org.jspecify.annotations.NullMarked;
