// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline;

import portolan.scoring.manifest.Position;

/**
 * An assessment as a line of a file.
 *
 * @param position of the input behind the assessment
 * @param tally names of what the assessment counts for in the summary, with blanks between
 * @param line JSON in UTF-8, with its line break: the bytes of the file, which nobody on the way has to read
 */
@SuppressWarnings("ArrayRecordComponent") // On its way from the task that made it to the file; nobody compares it.
public record AssessmentLine(Position position, String tally, byte[] line) {}
