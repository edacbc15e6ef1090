// SPDX-License-Identifier: Apache-2.0
/** Who receives: the party key of the consignee, else of the importer, else of the buyer. */
@NullMarked
package portolan.scoring.kind.consignee;

import org.jspecify.annotations.NullMarked;
