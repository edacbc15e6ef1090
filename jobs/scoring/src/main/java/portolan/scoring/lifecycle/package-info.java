// SPDX-License-Identifier: Apache-2.0
/**
 * How a rule set comes into force: who wrote it, who approved it, from when it applies, and who did each of these
 * things. The job and the operator's commands fold the same steps by the same rules.
 */
@NullMarked
package portolan.scoring.lifecycle;

import org.jspecify.annotations.NullMarked;
