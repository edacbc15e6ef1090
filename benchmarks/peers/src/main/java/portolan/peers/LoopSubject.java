package portolan.peers;

/** Plain Java in one thread: the floor. */
public final class LoopSubject {
    private LoopSubject() {}

    /**
     * Runs until its standard input is closed.
     *
     * @param arguments as {@link SubjectSettings} has them
     */
    public static void main(String[] arguments) {
        SubjectProcess.run(arguments, Loop::start);
    }
}
