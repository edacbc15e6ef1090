// SPDX-License-Identifier: Apache-2.0
/** The papers that travel with goods, as an officer lays them side by side. */
@NullMarked
package portolan.training.papers;

import org.jspecify.annotations.NullMarked;
