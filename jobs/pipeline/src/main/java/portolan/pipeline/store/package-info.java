// SPDX-License-Identifier: Apache-2.0
/** Values by key in blocks of bytes: open ones change in place on the heap, sealed ones are in the backend. */
@NullMarked
package portolan.pipeline.store;

import org.jspecify.annotations.NullMarked;
