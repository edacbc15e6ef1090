/** The scoring job on one thread and one seeded scheduler: real operators, simulated brokers, network and coordinator. */
@NullMarked
package portolan.pipeline.sim;

import org.jspecify.annotations.NullMarked;
