// SPDX-License-Identifier: Apache-2.0
/** Messages in JSON: events as carriers publish them by DCSA's standard. */
@NullMarked
package portolan.feeds.json;

import org.jspecify.annotations.NullMarked;
