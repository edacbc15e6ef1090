// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import org.jspecify.annotations.Nullable;

/**
 * What is behind a planted consignment: known to nobody in the feed, told to who measures.
 *
 * @param scheme null for a look-alike
 * @param lookAlike null for an offence
 * @param revenue duty and tax lost, in euros
 */
public record PlantedTruth(
        String consignmentKey,
        @Nullable Scheme scheme,
        @Nullable LookAlike lookAlike,
        double revenue) {

    /** As a line of {@code truth.jsonl}, without its end. */
    public String json() {
        String key = consignmentKey.replace("\\", "\\\\").replace("\"", "\\\"");
        if (scheme != null) {
            return "{\"consignmentKey\":\"" + key + "\",\"scheme\":\"" + scheme.label() + "\",\"revenue\":"
                    + java.math.BigDecimal.valueOf(Math.round(revenue * 100), 2).toPlainString() + "}";
        }
        String alike = lookAlike == null ? "" : lookAlike.label();
        return "{\"consignmentKey\":\"" + key + "\",\"scheme\":null,\"lookalike\":\"" + alike + "\"}";
    }
}
