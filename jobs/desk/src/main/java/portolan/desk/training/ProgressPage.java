// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.training.measure.GroupResult;
import portolan.training.round.Gain;
import portolan.training.round.Standing;

/**
 * What several rounds say together.
 *
 * @param lines the rounds, in the order in which they were held, this one last
 * @param before the round that the gain is counted from; empty where none is parallel
 * @param gain from that round to this one; null where none is parallel
 * @param standing of those who agreed to be shown
 * @param agreed how many trainees of this round did
 * @param unread folders that cannot be compared with, and why
 */
public record ProgressPage(
        List<Line> lines, String before, @Nullable Gain gain, Standing standing, int agreed, List<String> unread) {
    public ProgressPage {
        lines = List.copyOf(lines);
        unread = List.copyOf(unread);
    }

    /**
     * A round.
     *
     * @param isParallel whether a gain can be counted from it to this one
     * @param isThis whether it is the round of this class
     */
    public record Line(
            String name, String post, int bills, int offences, GroupResult group, boolean isParallel, boolean isThis) {}
}
