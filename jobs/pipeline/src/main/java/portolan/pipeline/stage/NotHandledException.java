// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

/** One record could not be handled, and state is as it was before: told apart from state that could not be reached. */
public final class NotHandledException extends Exception {
    private final RuntimeException failure;

    NotHandledException(RuntimeException failure) {
        super(failure);
        this.failure = failure;
    }

    /** What handling it ended in. */
    RuntimeException failure() {
        return failure;
    }
}
