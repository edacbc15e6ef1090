// SPDX-License-Identifier: Apache-2.0
/** What travels between systems: topics, who may use them, and the bytes of a record. */
@NullMarked
package portolan.schemas.wire;

import org.jspecify.annotations.NullMarked;
