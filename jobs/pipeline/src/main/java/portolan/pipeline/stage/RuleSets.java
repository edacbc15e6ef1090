// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.PublishedText;
import portolan.pipeline.PublishedText.Role;
import portolan.scoring.rules.Document;
import portolan.scoring.rules.RuleSet;

/**
 * The rule sets of one task: those that judge now, and those that will. There is always a champion.
 *
 * <p>Each is compiled before it comes in here, so that a case sees one rule set or the other, never half of one.
 */
final class RuleSets implements ByTime {
    private final NavigableMap<PublishedText, @Nullable Judge> byTime = new TreeMap<>();

    /** Who judges from which time on, ascending; made anew with every change. */
    private List<InForce> times = List.of();

    RuleSets(PublishedText baseline, Document compiled) {
        add(baseline, compiled);
    }

    @Override
    public void add(PublishedText published, @Nullable Document compiled) {
        byTime.put(published, compiled == null ? null : Judge.of((RuleSet) compiled, published.isSigned()));
        reckon();
    }

    private void reckon() {
        List<InForce> reckoned = new ArrayList<>();
        Judge champion = null;
        Map<String, Judge> shadows = new LinkedHashMap<>();
        for (Map.Entry<PublishedText, @Nullable Judge> entry : byTime.entrySet()) {
            PublishedText published = entry.getKey();
            Judge judge = entry.getValue();
            shadows.remove(published.versionName());
            if (judge != null && published.role() == Role.CHAMPION) {
                champion = judge;
            } else if (judge != null && published.role() == Role.SHADOW) {
                shadows.put(published.versionName(), judge);
            }
            if (champion != null) {
                reckoned.add(new InForce(published.orderTime(), champion, List.copyOf(shadows.values())));
            }
        }
        times = List.copyOf(reckoned);
    }

    /**
     * Who judges at this time; what was put to use in the same millisecond does, as knowledge comes before its use. A
     * case older than all that is remembered gets the oldest.
     */
    InForce at(long orderTime) {
        for (int i = times.size() - 1; i > 0; i--) {
            if (times.get(i).from() <= orderTime) {
                return times.get(i);
            }
        }
        return times.get(0);
    }

    @Override
    public List<PublishedText> takeReplaced(long orderTime) {
        PublishedText champion = null;
        Map<String, PublishedText> shadows = new LinkedHashMap<>();
        List<PublishedText> replaced = new ArrayList<>();
        for (PublishedText published : byTime.keySet()) {
            if (published.orderTime() > orderTime) {
                break;
            }
            PublishedText before = shadows.remove(published.versionName());
            if (before != null) {
                replaced.add(before);
            }
            switch (published.role()) {
                case CHAMPION -> {
                    if (champion != null) {
                        replaced.add(champion);
                    }
                    champion = published;
                }
                case SHADOW -> shadows.put(published.versionName(), published);
                case RETIRED -> replaced.add(published);
            }
        }
        if (champion == null || replaced.isEmpty()) {
            return List.of();
        }
        replaced.forEach(byTime::remove);
        reckon();
        return replaced;
    }
}
