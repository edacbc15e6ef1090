// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.Threat;

/**
 * Which kinds of offence (planted schemes, codes of outcomes) belong to which threat; a kind nobody names to the first.
 * Every kind is an offence of the {@linkplain RuleSet#overall() overall} threat too.
 */
final class ThreatKinds {
    private final @Nullable String overall;
    private final String first;
    private final Map<String, String> threatOf = new HashMap<>();

    /**
     * Reads what the operator said.
     *
     * @param ruleSet whose first threat, but for the overall one, takes the rest
     * @param kinds by threat, separated by commas
     * @throws UnusableInputException for a threat that the rule set does not have, and a kind that is named twice
     */
    ThreatKinds(RuleSet ruleSet, Map<String, String> kinds) throws UnusableInputException {
        Threat any = ruleSet.overall();
        this.overall = any == null ? null : any.name();
        List<String> threats = ruleSet.threats().stream()
                .filter(threat -> !threat.overall())
                .map(Threat::name)
                .toList();
        this.first = threats.isEmpty() ? "" : threats.get(0);
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
        return kind != null
                && (threat.equals(overall) || threatOf.getOrDefault(kind, first).equals(threat));
    }
}
