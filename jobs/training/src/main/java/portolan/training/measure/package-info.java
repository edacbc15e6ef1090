// SPDX-License-Identifier: Apache-2.0
/** How well a trainee picked, each measure with its published source. */
@NullMarked
package portolan.training.measure;

import org.jspecify.annotations.NullMarked;
