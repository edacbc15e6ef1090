// SPDX-License-Identifier: Apache-2.0
/** The work of one memory on Kafka Streams. */
@NullMarked
package portolan.streams;

import org.jspecify.annotations.NullMarked;
