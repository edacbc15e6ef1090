package portolan.pipeline;

import portolan.scoring.indicator.Answer;
import portolan.scoring.manifest.Position;

/**
 * The answer of one memory to one case event, on its way to the join.
 *
 * @param sequence of the case event in its consignment
 * @param position of the case event
 * @param kind name of the kind of memory
 * @param memoryKey whose memory answered: with the kind it gives the answers of a join one order
 */
public record Answered(
        String ledgerKey, long sequence, Position position, String kind, String memoryKey, Answer answer) {}
