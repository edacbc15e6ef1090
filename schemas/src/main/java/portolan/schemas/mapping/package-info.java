// SPDX-License-Identifier: Apache-2.0
/** A customer's CSV file read as filings and outcomes, by a mapping written as YAML. */
@NullMarked
package portolan.schemas.mapping;

import org.jspecify.annotations.NullMarked;
