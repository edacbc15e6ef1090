package portolan.pipeline.stage;

import java.io.Serializable;
import portolan.pipeline.PublishedRules;
import portolan.scoring.indicator.Reference;
import portolan.scoring.ledger.LedgerSettings;
import portolan.scoring.memory.MemorySettings;

/**
 * What an assessment depends on beside the case: all of it is named in the assessment.
 *
 * @param baseline the rule set in force until another is published
 * @param reference what is known of the world, with its version
 * @param engineVersion the release of this code
 * @param ledger how long the ledger keeps a consignment and waits for what belongs to one
 * @param memory how long memories remember, and how much
 */
public record AssessSettings(
        PublishedRules baseline,
        Reference reference,
        String engineVersion,
        LedgerSettings ledger,
        MemorySettings memory)
        implements Serializable {}
