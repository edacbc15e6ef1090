// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.List;

/**
 * Who judges the consignments of a time.
 *
 * @param from epoch milliseconds of order time from which they do
 * @param shadows beside the champion, in the order in which they began
 */
record InForce(long from, Judge champion, List<Judge> shadows) {
    InForce {
        shadows = List.copyOf(shadows);
    }
}
