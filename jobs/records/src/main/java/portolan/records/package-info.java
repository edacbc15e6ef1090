// SPDX-License-Identifier: Apache-2.0
/** Values of scoring, from and to their Avro records. */
@NullMarked
package portolan.records;

import org.jspecify.annotations.NullMarked;
