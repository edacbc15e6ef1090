// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.lifecycle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who signed a step, for which deployment, and whether their keys are for it. */
final class SignatureCheck {
    private static final int LONGEST_WHY = 2_000;

    private final DocumentKind of;
    private final Keyring keys;
    private final RuleStep step;
    private final List<String> faults;

    /** @param faults to which those found are added */
    SignatureCheck(DocumentKind of, Keyring keys, RuleStep step, List<String> faults) {
        this.of = of;
        this.keys = keys;
        this.step = step;
        this.faults = faults;
    }

    /** @param publishedAt epoch milliseconds of order time */
    void check(long publishedAt) {
        if (step.why().isBlank() || step.why().length() > LONGEST_WHY) {
            faults.add("a step says why in 1 to " + LONGEST_WHY + " characters");
        }
        add("the step ", keys.fault(step.deployment()));
        add("the step ", keys.fault(step.by(), Statement.ofStep(of, step), step.signature()));
        add("the step ", keys.fault(step.by(), KeyRole.of(step.kind())));
        // Of who takes the step only: what an author or an approver signed in their time stays signed.
        add("the step ", keys.fault(step.by(), publishedAt));
        byte[] written =
                Statement.ofAuthor(of, step.deployment(), step.name(), step.version(), step.hash(), step.author());
        add("the text ", keys.fault(step.author(), written, step.authorSignature()));
        switch (step.kind()) {
            case PROPOSE -> {
                if (!step.by().equals(step.author())) {
                    faults.add("only its author proposes a version: author=" + step.author() + ", by=" + step.by());
                }
            }
            case APPROVE -> {
                checkApproved(step.approver());
                if (step.approver() != null && !step.by().equals(step.approver())) {
                    faults.add("only the approver approves: approver=" + step.approver() + ", by=" + step.by());
                }
            }
            case ACTIVATE, SHADOW, ROLL_BACK -> {
                add("the text ", keys.fault(step.author(), KeyRole.AUTHOR));
                checkApproved(step.approver());
                if (step.approver() != null) {
                    add("the approval ", keys.fault(step.approver(), KeyRole.APPROVER));
                }
            }
            case RETIRE -> {
                // Whoever may use a version may also end its use, approved or not.
            }
        }
    }

    private void checkApproved(@Nullable String approver) {
        if (approver == null) {
            faults.add(step.versionName() + " is not approved: 'portolan " + of.command()
                    + " approve' by somebody else than its author");
            return;
        }
        if (keys.areOne(approver, step.author())) {
            faults.add("author and approver must be two persons: author=" + step.author() + ", approver=" + approver);
        }
        byte[] approved =
                Statement.ofApprover(of, step.deployment(), step.name(), step.version(), step.hash(), approver);
        add("the approval ", keys.fault(approver, approved, step.approverSignature()));
    }

    private void add(String of, @Nullable String fault) {
        if (fault != null) {
            faults.add(of + fault);
        }
    }
}
