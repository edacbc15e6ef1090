// SPDX-License-Identifier: Apache-2.0
/** A party's name and numbers apart from how one filer spells them; texts in, texts out. */
@NullMarked
package portolan.scoring.party;

import org.jspecify.annotations.NullMarked;
