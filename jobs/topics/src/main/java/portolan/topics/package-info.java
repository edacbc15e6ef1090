// SPDX-License-Identifier: Apache-2.0
/** How a Kafka is reached, and what its topics must be like. */
@NullMarked
package portolan.topics;

import org.jspecify.annotations.NullMarked;
