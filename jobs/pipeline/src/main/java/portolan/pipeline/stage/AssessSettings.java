// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import portolan.pipeline.PublishedText;
import portolan.scoring.bank.Declaration;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.ledger.LedgerSettings;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.reference.Reference;
import portolan.scoring.rules.RuleSet;

/**
 * What an assessment depends on beside the case: all of it is named in the assessment.
 *
 * @param baseline the rule set in force until another is
 * @param beside documents of other kinds that are in force until others of their names are, and rule sets that come into
 *     force at a time that is known
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
     * The memories that rule sets known at the start declare, which are those that a job keeps; of one that does not
     * compile none, as its tasks will say.
     */
    List<Declaration> declarations() {
        return ruleSets(Stream.concat(Stream.of(baseline), beside.stream()))
                .map(RuleSet::memories)
                .filter(Objects::nonNull)
                .flatMap(bank -> bank.declarations().stream())
                .distinct()
                .toList();
    }

    private static Stream<RuleSet> ruleSets(Stream<PublishedText> texts) {
        return texts.filter(text -> text.kind() == DocumentKind.RULE_SET)
                .map(text -> text.kind().read(text.text()).document())
                .filter(RuleSet.class::isInstance)
                .map(RuleSet.class::cast);
    }

    /** The same, with documents beside the baseline. */
    public AssessSettings with(List<PublishedText> documents) {
        return new AssessSettings(baseline, documents, reference, engineVersion, ledger, memory, muted);
    }

    /** The same, muted. */
    public AssessSettings mutedToo() {
        return new AssessSettings(baseline, beside, reference, engineVersion, ledger, memory, true);
    }
}
