package portolan.pipeline;

import portolan.scoring.manifest.Position;

/**
 * An assessment as a line of a file.
 *
 * @param position of the input behind the assessment
 * @param tally names of what the assessment counts for in the summary, with blanks between
 * @param line JSON, without a line break
 */
public record AssessmentLine(Position position, String tally, String line) {}
