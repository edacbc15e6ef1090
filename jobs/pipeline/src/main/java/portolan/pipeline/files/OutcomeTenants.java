// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds outcomes whose consignment is filed, but under another tenant: the ledger, which keeps tenants apart, can only
 * say that it does not know them. Outcomes are told first, then filings.
 */
final class OutcomeTenants {
    /** Keys that are remembered, some 200 bytes each; those of further outcomes are not looked at. */
    private static final int MOST_KEYS = 1_000_000;

    private final Map<String, Reported> byKey = new HashMap<>();

    /** Outcomes of one key, by the tenant that the first of them states. */
    private static final class Reported {
        private final String tenant;
        private long outcomes;
        private boolean filed;
        private @Nullable String filedUnder;

        Reported(String tenant) {
            this.tenant = tenant;
        }
    }

    void reported(String tenant, String key) {
        Reported reported = byKey.get(key);
        if (reported == null && byKey.size() < MOST_KEYS) {
            reported = new Reported(tenant);
            byKey.put(key, reported);
        }
        if (reported != null && reported.tenant.equals(tenant)) {
            reported.outcomes++;
        }
    }

    void filed(String tenant, String key) {
        Reported reported = byKey.get(key);
        if (reported == null) {
            return;
        }
        if (reported.tenant.equals(tenant)) {
            reported.filed = true;
        } else if (reported.filedUnder == null || tenant.compareTo(reported.filedUnder) < 0) {
            reported.filedUnder = tenant;
        }
    }

    FeedCounts.Elsewhere elsewhere() {
        long outcomes = 0;
        TreeSet<String> stated = new TreeSet<>();
        TreeSet<String> filed = new TreeSet<>();
        for (Reported reported : byKey.values()) {
            if (!reported.filed && reported.filedUnder != null) {
                outcomes += reported.outcomes;
                stated.add(reported.tenant);
                filed.add(reported.filedUnder);
            }
        }
        return outcomes == 0
                ? FeedCounts.Elsewhere.NONE
                : new FeedCounts.Elsewhere(outcomes, stated.first(), filed.first(), filed.size());
    }
}
