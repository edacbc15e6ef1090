// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

/** All that the engine does, as plain Java in one thread: the floor of the full workload. */
public final class FullLoopSubject {
    private FullLoopSubject() {}

    /**
     * Runs until its standard input is closed.
     *
     * @param arguments as {@link SubjectSettings} has them
     */
    public static void main(String[] arguments) {
        SubjectProcess.run(arguments, settings -> Loop.start(settings, new FullInMaps(settings)));
    }
}
