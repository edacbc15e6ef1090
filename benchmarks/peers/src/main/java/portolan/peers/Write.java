// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import portolan.scoring.score.Assessment;
import portolan.scoring.score.ThreatScore;

/** Which assessments a subject writes. All of them are computed. */
public enum Write {
    ALL,
    ALERTS,
    NONE;

    public boolean wants(Assessment assessment) {
        return this == ALL || (this == ALERTS && assessment.threats().stream().anyMatch(ThreatScore::alerting));
    }
}
