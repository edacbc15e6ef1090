// SPDX-License-Identifier: Apache-2.0
/** Who else can be reached there: telephone, e-mail, address, customer, name. */
@NullMarked
package portolan.scoring.kind.contact;

import org.jspecify.annotations.NullMarked;
