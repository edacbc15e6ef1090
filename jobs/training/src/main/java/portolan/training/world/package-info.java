// SPDX-License-Identifier: Apache-2.0
/** Invented worlds of three kinds of posts, dealt anew for every exercise from its seed. */
@NullMarked
package portolan.training.world;

import org.jspecify.annotations.NullMarked;
