// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.ledger.LedgerSettings;

/** The options of a scoring job, as users name them. */
final class ScoringJobOptions {
    /** Every option with its default, which is empty where there is none; the order of the documentation. */
    static final Map<String, String> DEFAULTS = Collections.unmodifiableMap(defaults());

    private static Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("mode", "arrival");
        defaults.put("parallelism", "1");
        defaults.put("ledger-retention", "P180D");
        defaults.put("hold-early", LedgerSettings.HOLD_EARLY.toString());
        defaults.put("bills-due-before-arrival", LedgerSettings.DUE_BEFORE_ARRIVAL.toString());
        defaults.put("bills-due-after-filing", LedgerSettings.DUE_AFTER_FILING.toString());
        MemorySettings memory = MemorySettings.DEFAULT;
        defaults.put("memory-retention", days(memory.retentionDays()));
        defaults.put("habit-half-life", days(memory.habitHalfLifeDays()));
        defaults.put("outcome-half-life", days(memory.outcomeHalfLifeDays()));
        defaults.put("keep-headings", String.valueOf(memory.headings()));
        defaults.put("keep-places", String.valueOf(memory.places()));
        defaults.put("keep-destinations", String.valueOf(memory.destinations()));
        defaults.put("keep-partners", String.valueOf(memory.partners()));
        defaults.put("keep-forwarders", String.valueOf(memory.forwarders()));
        defaults.put("keep-contacts", String.valueOf(memory.contacts()));
        defaults.put("keep-filing-days", String.valueOf(memory.filingDays()));
        defaults.put("keep-prefixes", String.valueOf(memory.prefixes()));
        defaults.put("memories-from", "");
        defaults.put("small-value-eur", String.valueOf(memory.smallValueEur()));
        defaults.put("low-value-eur", String.valueOf(memory.lowValueEur()));
        defaults.put("cache-mib", "64");
        defaults.put("idle-after", "PT2S");
        defaults.put("settle", "PT0.1S");
        defaults.put("checkpoint-interval", "PT10S");
        defaults.put("checkpoint-dir", "");
        defaults.put("archive", "");
        defaults.put("archive-every", "PT10M");
        defaults.put("bootstrap", "localhost:9092");
        defaults.put("kafka-config", "");
        defaults.put("topic-prefix", "");
        defaults.put("group-id", "portolan-scoring");
        defaults.put("feed-sender", "");
        defaults.put("sender-keys", "");
        defaults.put("delivery", "at-least-once");
        defaults.put("transaction-timeout", "PT10M");
        defaults.put("rules", "");
        defaults.put("suppressions", "");
        defaults.put("rule-keys", "");
        defaults.put("rule-keys-again", "false");
        defaults.put("deployment", "");
        defaults.put("reference", "");
        defaults.put("watchlist", "");
        defaults.put("remember-persons", "false");
        defaults.put("rebuild", "false");
        defaults.put("engine-version", "development");
        return defaults;
    }

    private static String days(int days) {
        return "P" + days + "D";
    }

    private ScoringJobOptions() {}
}
