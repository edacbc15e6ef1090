// SPDX-License-Identifier: Apache-2.0
/**
 * Rule sets: the text an operator writes, checked with line and column, and its compiled form over a flat array of
 * readings. The Common Expression Language is parsed and checked by {@code dev.cel}; nothing else sees that library.
 */
@NullMarked
package portolan.scoring.rules;

import org.jspecify.annotations.NullMarked;
