package portolan.scoring.lifecycle;

import portolan.scoring.layout.LayoutWriter;

/**
 * What a signature is about, as bytes: each begins with its purpose, so that no signature can be passed off as another.
 *
 * <pre>
 *   author    text "portolan rule set, author"   | name | signed version | hash | author
 *   approver  text "portolan rule set, approver" | name | signed version | hash | approver
 *   step      text "portolan rule set, step"     | kind | name | signed version | hash | by | why | signed effective at
 * </pre>
 */
public final class Statement {
    private static final String PURPOSE = "portolan rule set, ";

    private Statement() {}

    /** "I wrote this text." */
    public static byte[] ofAuthor(String name, int version, String hash, String author) {
        return ofVersion("author", name, version, hash, author);
    }

    /** "I read this text, and it may be used." */
    public static byte[] ofApprover(String name, int version, String hash, String approver) {
        return ofVersion("approver", name, version, hash, approver);
    }

    private static byte[] ofVersion(String purpose, String name, int version, String hash, String who) {
        return new LayoutWriter()
                .text(PURPOSE + purpose)
                .text(name)
                .signed(version)
                .text(hash)
                .text(who)
                .toBytes();
    }

    /** "I take this step, then, for this reason." */
    public static byte[] ofStep(RuleStep step) {
        return new LayoutWriter()
                .text(PURPOSE + "step")
                .constant(step.kind())
                .text(step.name())
                .signed(step.version())
                .text(step.hash())
                .text(step.by())
                .text(step.why())
                .signed(step.effectiveAt())
                .toBytes();
    }
}
