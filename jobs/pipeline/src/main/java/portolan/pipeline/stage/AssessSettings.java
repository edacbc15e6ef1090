// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.io.Serializable;
import java.util.List;
import portolan.pipeline.PublishedText;
import portolan.scoring.bank.Bank;
import portolan.scoring.bank.Declaration;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.ledger.LedgerSettings;
import portolan.scoring.reference.Reference;
import portolan.scoring.rules.RuleSet;

/**
 * What an assessment depends on beside the case: all of it is named in the assessment.
 *
 * @param baseline the rule set in force until another is published
 * @param beside documents of other kinds that are in force until others of their names are
 * @param reference what is known of the world, with its version
 * @param engineVersion the release of this code
 * @param ledger how long the ledger keeps a consignment and waits for what belongs to one
 * @param memory how long memories remember, and how much
 * @param muted whether only what later cases are measured by is kept: nothing is assessed, and no alert is remembered
 */
public record AssessSettings(
        PublishedText baseline,
        List<PublishedText> beside,
        Reference reference,
        String engineVersion,
        LedgerSettings ledger,
        MemorySettings memory,
        boolean muted)
        implements Serializable {
    public AssessSettings {
        beside = List.copyOf(beside);
    }

    /** Of a job that assesses. */
    public AssessSettings(
            PublishedText baseline,
            Reference reference,
            String engineVersion,
            LedgerSettings ledger,
            MemorySettings memory) {
        this(baseline, List.of(), reference, engineVersion, ledger, memory, false);
    }

    /**
     * The memories that the rule set in force from the start declares, which are those that a job keeps; of one that does
     * not compile none, as its tasks will say.
     */
    List<Declaration> declarations() {
        Bank declared =
                baseline.kind().read(baseline.text()).document() instanceof RuleSet ruleSet ? ruleSet.memories() : null;
        return declared == null ? List.of() : declared.declarations();
    }

    /** The same, with documents of other kinds. */
    public AssessSettings with(List<PublishedText> documents) {
        return new AssessSettings(baseline, documents, reference, engineVersion, ledger, memory, muted);
    }

    /** The same, muted. */
    public AssessSettings mutedToo() {
        return new AssessSettings(baseline, beside, reference, engineVersion, ledger, memory, true);
    }
}
