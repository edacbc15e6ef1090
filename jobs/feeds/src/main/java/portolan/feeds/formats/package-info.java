// SPDX-License-Identifier: Apache-2.0
/** Every format that is read. */
@NullMarked
package portolan.feeds.formats;

import org.jspecify.annotations.NullMarked;
