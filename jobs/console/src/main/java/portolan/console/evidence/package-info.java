// SPDX-License-Identifier: Apache-2.0
/**
 * Chains of what people did: written by each process that writes evidence, sealed, and verified.
 *
 * <p>A chain is what one writer wrote to one partition. So its order is the brokers', and retention cuts beginnings only;
 * a chain a topic could not be shared by two writers. It stands in a header: released schemas stay. The job writes no
 * chain: it may write a record again after a failure, and its records follow from its inputs; ranges of them are sealed.
 */
@NullMarked
package portolan.console.evidence;

import org.jspecify.annotations.NullMarked;
