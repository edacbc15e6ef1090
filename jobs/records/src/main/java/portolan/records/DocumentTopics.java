// SPDX-License-Identifier: Apache-2.0
package portolan.records;

import java.util.Arrays;
import java.util.List;
import portolan.schemas.avro.RuleSetPublished;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.scoring.lifecycle.DocumentKind;

/** The topics by which the kinds of signed documents come. */
public final class DocumentTopics {
    private DocumentTopics() {}

    /** Where the steps with a kind of document are published. */
    public static Topic<RuleSetPublished> of(DocumentKind kind) {
        return switch (kind) {
            case RULE_SET -> Topics.RULESETS_PUBLISHED;
            case SUPPRESSIONS -> Topics.SUPPRESSIONS_PUBLISHED;
            case WATCH_LIST -> Topics.WATCHLISTS_PUBLISHED;
            case SENDERS -> Topics.SENDERS_PUBLISHED;
        };
    }

    /** All of them, that of rule sets first. */
    public static List<Topic<RuleSetPublished>> all() {
        return Arrays.stream(DocumentKind.values()).map(DocumentTopics::of).toList();
    }

    /**
     * With what kind of document the steps on a topic are taken.
     *
     * @param topic by the product's own name
     * @throws IllegalArgumentException if no document comes by it
     */
    public static DocumentKind kind(String topic) {
        for (DocumentKind kind : DocumentKind.values()) {
            if (of(kind).name().equals(topic)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no signed document comes by this topic: " + topic);
    }
}
