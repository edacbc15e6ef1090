// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

/** A system under test that runs in this process; closing stops it in good order. */
public interface RunningSubject extends AutoCloseable {
    /**
     * Whether it takes records from its topic by now.
     *
     * @throws IllegalStateException when it has failed, and never will
     */
    boolean isConsuming();

    /** How many records this process has taken from its topic. */
    default long read() {
        return ReadRecords.count();
    }

    @Override
    void close();
}
