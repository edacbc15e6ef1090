// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.lifecycle;

import portolan.scoring.layout.LayoutWriter;

/**
 * What a signature is about, as bytes: each begins with its purpose, so that no signature can be passed off as another.
 *
 * <pre>
 *   author    text "portolan rule set 2, author"   | deployment | name | signed version | hash | author
 *   approver  text "portolan rule set 2, approver" | deployment | name | signed version | hash | approver
 *   step      text "portolan rule set 2, step"     | deployment | kind | name | signed version | hash | by | why
 *               | signed effective at
 * </pre>
 *
 * <p>Those without the 2 named no deployment and are no longer taken.
 */
public final class Statement {
    private static final String PURPOSE = "portolan rule set 2, ";

    private Statement() {}

    /** "I wrote this text." */
    public static byte[] ofAuthor(String deployment, String name, int version, String hash, String author) {
        return ofVersion("author", deployment, name, version, hash, author);
    }

    /** "I read this text, and it may be used." */
    public static byte[] ofApprover(String deployment, String name, int version, String hash, String approver) {
        return ofVersion("approver", deployment, name, version, hash, approver);
    }

    private static byte[] ofVersion(
            String purpose, String deployment, String name, int version, String hash, String who) {
        return new LayoutWriter()
                .text(PURPOSE + purpose)
                .text(deployment)
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
                .text(step.deployment())
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
