// SPDX-License-Identifier: Apache-2.0
/** What crosses the wire and outlives a process: every state by name, every byte layout, their serializers. */
@NullMarked
package portolan.pipeline.state;

import org.jspecify.annotations.NullMarked;
