package portolan.pipeline.stage;

import java.io.Serializable;
import java.time.Duration;
import portolan.pipeline.PublishedRules;
import portolan.scoring.indicator.Reference;

/**
 * What an assessment depends on beside the case: all of it is named in the assessment.
 *
 * @param baseline the rule set in force until another is published
 * @param reference what is known of the world, with its version
 * @param engineVersion the release of this code
 * @param retention how long after arrival the ledger keeps a consignment
 */
public record AssessSettings(PublishedRules baseline, Reference reference, String engineVersion, Duration retention)
        implements Serializable {}
