// SPDX-License-Identifier: Apache-2.0
/** What a process spends its processor time and its heap on, seen from another one. */
@NullMarked
package portolan.benchmarks.profile;

import org.jspecify.annotations.NullMarked;
