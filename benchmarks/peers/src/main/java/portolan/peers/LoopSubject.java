// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

/** One memory as plain Java in one thread: the floor. */
public final class LoopSubject {
    private LoopSubject() {}

    /**
     * Runs until its standard input is closed.
     *
     * @param arguments as {@link SubjectSettings} has them
     */
    public static void main(String[] arguments) {
        SubjectProcess.run(arguments, settings -> Loop.start(settings, new OneMemoryInMap(settings)));
    }
}
