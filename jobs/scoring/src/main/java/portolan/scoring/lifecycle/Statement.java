// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.lifecycle;

import portolan.scoring.layout.LayoutWriter;

/**
 * What a signature is about, as bytes: each begins with its purpose, so that no signature can be passed off as another.
 *
 * <pre>
 *   author    text of purpose and "author"   | deployment | name | signed version | hash | author
 *   approver  text of purpose and "approver" | deployment | name | signed version | hash | approver
 *   step      text of purpose and "step"     | deployment | kind | name | signed version | hash | by | why
 *               | signed effective at
 *   withdrawal  text of purpose and "approver" | deployment | SHA-256 of the message | approver
 * </pre>
 *
 * <p>The purpose is the kind of document's: "portolan rule set 2, ". Those of rule sets without the 2 named no
 * deployment and are no longer taken.
 */
public final class Statement {
    private Statement() {}

    /** "I wrote this text." */
    public static byte[] ofAuthor(
            DocumentKind of, String deployment, String name, int version, String hash, String author) {
        return ofVersion(of.purpose() + "author", deployment, name, version, hash, author);
    }

    /** "I read this text, and it may be used." */
    public static byte[] ofApprover(
            DocumentKind of, String deployment, String name, int version, String hash, String approver) {
        return ofVersion(of.purpose() + "approver", deployment, name, version, hash, approver);
    }

    private static byte[] ofVersion(
            String purpose, String deployment, String name, int version, String hash, String who) {
        return new LayoutWriter()
                .text(purpose)
                .text(deployment)
                .text(name)
                .signed(version)
                .text(hash)
                .text(who)
                .toBytes();
    }

    /** "I looked at this message, and it may withdraw the bills that it leaves out." */
    public static byte[] ofWithdrawal(String deployment, String sha256, String by) {
        return new LayoutWriter()
                .text("portolan withdrawal 1, approver")
                .text(deployment)
                .text(sha256)
                .text(by)
                .toBytes();
    }

    /** "I take this step, then, for this reason." */
    public static byte[] ofStep(DocumentKind of, RuleStep step) {
        return new LayoutWriter()
                .text(of.purpose() + "step")
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
