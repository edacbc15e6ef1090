// SPDX-License-Identifier: Apache-2.0
/** The job that reads messages as others send them and files what is in them. */
@NullMarked
package portolan.pipeline.receive;

import org.jspecify.annotations.NullMarked;
