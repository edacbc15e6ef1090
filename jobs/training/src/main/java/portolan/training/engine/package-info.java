// SPDX-License-Identifier: Apache-2.0
/** What the engine makes of a dealt world. */
@NullMarked
package portolan.training.engine;

import org.jspecify.annotations.NullMarked;
