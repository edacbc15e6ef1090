// SPDX-License-Identifier: Apache-2.0
/** The gateway: moves messages from folders and over HTTP to their topic, and reads none of them. */
@NullMarked
package portolan.console.receive;

import org.jspecify.annotations.NullMarked;
