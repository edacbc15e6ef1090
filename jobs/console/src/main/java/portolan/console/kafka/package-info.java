// SPDX-License-Identifier: Apache-2.0
/** How commands reach Kafka, and what they all read there. */
@NullMarked
package portolan.console.kafka;

import org.jspecify.annotations.NullMarked;
