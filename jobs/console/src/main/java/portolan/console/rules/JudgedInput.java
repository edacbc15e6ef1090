// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.InputPosition;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.RuleContribution;
import portolan.schemas.avro.RuleSetRef;
import portolan.schemas.avro.ThreatAssessed;

/**
 * What one rule set made of one input, as far as two are compared: an assessment without its words.
 *
 * @param ruleSet as messages name it: "baseline v12"
 * @param filed where the filing stands
 * @param lane of the whole
 */
record JudgedInput(
        String ruleSet,
        String hash,
        String tenant,
        String consignmentKey,
        InputPosition filed,
        long orderTime,
        Lane lane,
        Map<String, OfThreat> threats) {
    JudgedInput {
        threats = Map.copyOf(threats);
    }

    /** What came to one threat: its rules' bits by their names, the prior and the caps among them. */
    record OfThreat(double score, Lane lane, Map<String, Double> bits) {}

    static JudgedInput of(ConsignmentAssessed assessed) {
        RuleSetRef by = assessed.getRuleset();
        Map<String, OfThreat> threats = new LinkedHashMap<>();
        for (ThreatAssessed threat : assessed.getThreats()) {
            Map<String, Double> bits = new HashMap<>();
            for (RuleContribution given : threat.getContributions()) {
                bits.put(given.getRule(), given.getBits());
            }
            threats.put(threat.getThreat(), new OfThreat(threat.getScore(), threat.getLane(), bits));
        }
        return new JudgedInput(
                by.getName() + " v" + by.getVersion(),
                by.getHash(),
                assessed.getTenant(),
                assessed.getConsignmentKey(),
                assessed.getInput(),
                assessed.getOrderTime().toEpochMilli(),
                assessed.getLane(),
                threats);
    }

    /** The same for all rule sets that judged the input. */
    Input input() {
        return new Input(tenant, consignmentKey, filed.getTopic(), filed.getPartition(), filed.getOffset());
    }

    /** One version of one consignment, by where it stands. */
    record Input(String tenant, String consignmentKey, String topic, int partition, long offset) {}
}
