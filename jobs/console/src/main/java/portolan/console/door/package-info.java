// SPDX-License-Identifier: Apache-2.0
/** The doors at which others knock: what each gives, and a keeper who lets in whoever has said all that they have to say. */
@NullMarked
package portolan.console.door;

import org.jspecify.annotations.NullMarked;
