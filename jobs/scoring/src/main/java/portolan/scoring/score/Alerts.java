// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.score;

import java.util.List;

/**
 * What an assessment means for the alerts of its consignment.
 *
 * @param book what to remember from now on
 * @param news what to tell; empty when nothing changed
 */
public record Alerts(AlertBook book, List<Alert> news) {
    public Alerts {
        news = List.copyOf(news);
    }
}
