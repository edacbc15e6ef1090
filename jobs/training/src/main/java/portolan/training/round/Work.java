// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import portolan.training.measure.Sitting;

/** What one trainee has done so far, as the journal says it. */
final class Work {
    private static final double MILLIS_A_MINUTE = 60_000;

    private final Map<String, Pick> picks = new LinkedHashMap<>();
    private final Map<String, Set<String>> marks = new TreeMap<>();
    private String rule = "";
    private long lastAt;

    void take(Entry entry) {
        String key = entry.key() == null ? "" : entry.key();
        switch (entry.what()) {
            case PICKED -> picks.put(key, entry.pick());
            case UNPICKED -> picks.remove(key);
            case MARKED -> {
                if (entry.fields() == null || entry.fields().isEmpty()) {
                    marks.remove(key);
                } else {
                    marks.put(key, Set.copyOf(entry.fields()));
                }
            }
            case RULED -> rule = entry.rule() == null ? "" : entry.rule();
            default -> {
                return;
            }
        }
        lastAt = entry.at();
    }

    List<Pick> picks() {
        return List.copyOf(picks.values());
    }

    boolean hasPicked(String key) {
        return picks.containsKey(key);
    }

    Map<String, Set<String>> marks() {
        return Collections.unmodifiableMap(new TreeMap<>(marks));
    }

    /** Empty where none was written. */
    String rule() {
        return rule;
    }

    Sitting sitting(long startedAt) {
        return new Sitting(
                picks.values().stream()
                        .map(pick -> new Sitting.Choice(pick.key(), pick.reasons(), pick.confidence(), pick.place()))
                        .toList(),
                marks,
                Math.max(0, lastAt - startedAt) / MILLIS_A_MINUTE);
    }
}
