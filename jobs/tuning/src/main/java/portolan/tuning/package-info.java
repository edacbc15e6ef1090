// SPDX-License-Identifier: Apache-2.0
/** What another rule set would have made of the archive, and which thresholds meet a budget. No Flink, no Kafka. */
@NullMarked
package portolan.tuning;

import org.jspecify.annotations.NullMarked;
