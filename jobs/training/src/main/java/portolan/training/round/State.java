// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

/** Where a round stands. It only moves forward, as long as the clock of its machine does. */
public enum State {
    /** Dealt, and sealed where it is an exam. */
    PREPARED,
    /** Trainees pick. */
    RUNNING,
    /** Nobody picks any more, and nobody knows the truth yet. */
    CLOSED,
    /** The truth and all results are open. */
    UNSEALED
}
