// SPDX-License-Identifier: Apache-2.0

/** The desk's web server: who is there, what they may do, and how every page looks. */
@NullMarked
package portolan.desk.server;

import org.jspecify.annotations.NullMarked;
