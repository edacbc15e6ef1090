// SPDX-License-Identifier: Apache-2.0
/** Files as input and output of the scoring graph: many feeds become one sorted file, one job's results a few. */
@NullMarked
package portolan.pipeline.files;

import org.jspecify.annotations.NullMarked;
