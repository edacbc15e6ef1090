// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import portolan.console.screen.UnusableInputException;

/**
 * Which kinds of offence (planted schemes, codes of outcomes) belong to which threat; a kind nobody names to the first.
 */
final class ThreatKinds {
    private final String first;
    private final Map<String, String> threatOf = new HashMap<>();

    /**
     * Reads what the operator said.
     *
     * @param threats the rule set's, the first of which takes the rest
     * @param kinds by threat, separated by commas
     * @throws UnusableInputException for a threat that the rule set does not have, and a kind that is named twice
     */
    ThreatKinds(List<String> threats, Map<String, String> kinds) throws UnusableInputException {
        this.first = threats.get(0);
        for (Map.Entry<String, String> entry : kinds.entrySet()) {
            if (!threats.contains(entry.getKey())) {
                throw new UnusableInputException(
                        "the rule set has no such threat: --kinds " + entry.getKey() + ", threats=" + threats);
            }
            for (String kind : entry.getValue().split(",", -1)) {
                String before = threatOf.put(kind.strip(), entry.getKey());
                if (before != null && !before.equals(entry.getKey())) {
                    throw new UnusableInputException("one kind belongs to one threat: kind=" + kind.strip()
                            + ", threats=" + before + " and " + entry.getKey());
                }
            }
        }
    }

    boolean isOffence(Label label, String threat) {
        String kind = label.scheme();
        return kind != null && threatOf.getOrDefault(kind, first).equals(threat);
    }
}
