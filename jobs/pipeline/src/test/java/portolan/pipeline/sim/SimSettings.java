// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import portolan.pipeline.Delivery;
import portolan.pipeline.JobSettings;

/**
 * How the job of a seed is set.
 *
 * @param declares whether its rule set declares memories
 * @param forgets whether it forgets within days
 * @param rocksDb whether its state is in RocksDB
 * @param arrival whether it handles inputs as they come
 * @param ends whether time passes at the end until all is forgotten
 * @param blockBytes a block of the store is sealed when it has so many: of few in most seeds, so that blocks are many
 */
record SimSettings(
        Delivery delivery,
        boolean declares,
        boolean forgets,
        boolean rocksDb,
        boolean arrival,
        boolean ends,
        int blockBytes) {
    private static final Map<String, SimGraph> GRAPHS = new HashMap<>();
    private static final Map<String, JobSettings> SETTINGS = new HashMap<>();

    private static final String RULES = """
            name: simulated
            version: 1
            why: a little of everything that is read
            alert: red
            exploration: {share: 0.05, seed: 7}
            budgets: {NLRTM: {red: 2}, NLSPL: {mon-fri: {red: 3, yellow: 4}}}
            memories
            threats:
              revenue:
                prior: -4.0
                lanes: {red: 0.0, yellow: -2.0, blue: -3.0}
                urgent: 2.0
              security:
                prior: -5.0
                lanes: {red: 0.0, yellow: -2.0, blue: -3.0}
            rules:
              - {id: heavy, threats: [revenue, security], when: consignment.massKg > 2500.0, bits: 3.0, why: heavy}
              - {id: offended, threats: [revenue], when: shipper_offence_rate > 0.0, bits: 'min(shipper_offence_rate, 4.0)', why: offended}
              - {id: clean, threats: [revenue], when: consignee_offence_rate < 0.0, bits: 'max(consignee_offence_rate, -2.0)', why: clean}
              - {id: listed, threats: [security], when: watchlist_match, bits: 4.0, why: listed}
              - {id: young, threats: [security], when: shipper_consignments <= 3.0, bits: 1.5, why: young}
            """;

    private static final String DECLARED = """
              - {id: own-finds, threats: [revenue], when: 'finds(consignee) > 0.5', bits: 0.5, why: w}
              - {id: own-pair, threats: [security], when: 'count(consignor + consignee) > 1.0', bits: 0.25, why: w}
            """;

    static SimSettings of(long seed) {
        return new SimSettings(
                seed % 4 == 3 ? Delivery.AT_LEAST_ONCE : Delivery.EXACTLY_ONCE,
                seed % 5 == 2,
                seed % 3 == 1,
                seed % 20 == 7,
                seed % 11 == 4,
                seed % 3 == 0 && seed % 20 != 7 && seed % 11 != 4,
                List.of(256, 1 << 10, 4 << 10, 16 << 10).get((int) Math.floorMod(seed / 2, 4L)));
    }

    static String rules(boolean declares) {
        return declares
                ? RULES.replace("\nmemories\n", "\nmemories: {bank: standard}\n") + DECLARED
                : RULES.replace("memories\n", "");
    }

    JobSettings job(int tasks) {
        return SETTINGS.computeIfAbsent(key(tasks), unused -> {
            try {
                Path rules = Files.createTempFile("simulated", ".yaml");
                Files.writeString(rules, rules(declares));
                Map<String, String> options = new HashMap<>(SimTexts.options());
                options.put("mode", arrival ? "arrival" : "ordered");
                options.put("idle-after", "PT1S");
                options.put(
                        "delivery",
                        delivery.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
                options.put("parallelism", Integer.toString(tasks));
                options.put("rules", rules.toString());
                options.put("ledger-retention", forgets ? "P3D" : "P20D");
                options.put("memory-retention", forgets ? "P30D" : "P60D");
                options.put("cache-mib", "1");
                JobSettings settings = JobSettings.of(options);
                Files.delete(rules);
                return settings;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    SimGraph graph(int tasks) {
        return GRAPHS.computeIfAbsent(key(tasks), unused -> {
            try {
                return new SimGraph(job(tasks));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private String key(int tasks) {
        return delivery + " " + arrival + ' ' + declares + ' ' + forgets + ' ' + tasks;
    }

    SimStores stores() throws IOException {
        return rocksDb ? SimStores.rocksDb(blockBytes) : SimStores.heap(blockBytes);
    }
}
