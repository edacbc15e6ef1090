// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * Finds an alias in or of the parts of a text that {@link RuleSetDraft} writes anew. What it stands for is written
 * elsewhere, for several at once: one cannot be given thresholds without the other.
 */
final class DraftAliases {
    private static final Set<String> WRITTEN_ANEW = Set.of("version", "why", "threats");

    private final Map<Anchor, String> sections = new HashMap<>();
    private int depth;
    /** The key at the top under which the text is read. */
    private String section = "";

    private boolean isKeyNext = true;

    private DraftAliases() {}

    /** The first such alias; empty where there is none. */
    static Optional<RuleIssue> first(RuleText text) {
        DraftAliases aliases = new DraftAliases();
        for (Event event : new Parse(LoadSettings.builder().build()).parseString(text.text())) {
            if (event instanceof AliasEvent alias && aliases.isInTheWay(alias)) {
                return Optional.of(issue(text, alias));
            }
            aliases.take(event);
        }
        return Optional.empty();
    }

    private boolean isInTheWay(AliasEvent alias) {
        return WRITTEN_ANEW.contains(section) || WRITTEN_ANEW.contains(sections.getOrDefault(alias.getAlias(), ""));
    }

    private void take(Event event) {
        if (event instanceof CollectionEndEvent) {
            depth--;
        } else if (event instanceof NodeEvent node && !(event instanceof AliasEvent)) {
            node.getAnchor().ifPresent(anchor -> sections.put(anchor, section));
        }
        if (event instanceof ScalarEvent key && depth == 1 && isKeyNext) {
            section = key.getValue();
            isKeyNext = false;
        } else if (depth == 1 && (event instanceof NodeEvent || event instanceof CollectionEndEvent)) {
            isKeyNext = !(event instanceof CollectionStartEvent);
        }
        if (event instanceof CollectionStartEvent) {
            depth++;
        }
    }

    private static RuleIssue issue(RuleText text, AliasEvent alias) {
        Faults faults = new Faults(text);
        int line = alias.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        int column = alias.getStartMark().map(mark -> mark.getColumn() + 1).orElse(1);
        faults.at(
                line,
                column,
                "no draft can be made: each threat gets thresholds of its own, and '*"
                        + alias.getAlias().getValue() + "' stands for what is written elsewhere; write it out here");
        return faults.inOrder().get(0);
    }
}
