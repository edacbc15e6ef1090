package portolan.scoring.score;

import portolan.scoring.rules.RuleSet;

/** Which rule set judged; {@code hash} is that of its exact text. */
public record RuleSetRef(String name, int version, String hash) {
    static RuleSetRef of(RuleSet ruleSet) {
        return new RuleSetRef(ruleSet.name(), ruleSet.version(), ruleSet.hash());
    }
}
