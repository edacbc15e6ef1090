// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

import portolan.training.world.Dealt;
import portolan.training.world.Order;

/** What deals worlds: the dealer, or a test's own. */
@FunctionalInterface
public interface Deals {
    /** Equal orders and seeds give equal worlds; the seed is neither changed nor kept. */
    Dealt deal(Order order, byte[] seed);
}
