// SPDX-License-Identifier: Apache-2.0
/** What the scoring graph says to Kafka and in Avro: sources, sinks, and the way between wire records and decisions. */
@NullMarked
package portolan.pipeline.kafka;

import org.jspecify.annotations.NullMarked;
