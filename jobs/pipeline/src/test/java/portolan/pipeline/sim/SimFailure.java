// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

/** What must never be, has been. */
final class SimFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    SimFailure(String message) {
        super(message);
    }
}
