// SPDX-License-Identifier: Apache-2.0

/** The engine in a browser: officers work through a list, operators tune. */
@NullMarked
package portolan.desk;

import org.jspecify.annotations.NullMarked;
