// SPDX-License-Identifier: Apache-2.0
package portolan.desk.rules;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import portolan.desk.server.RefusedException;
import portolan.desk.server.Request;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.rules.ReadText;
import portolan.scoring.rules.RuleSet;

/** Texts that editors send: each is checked, turned and asked about in turn, and compiled once. */
public final class RuleReader {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MOST = 16;

    private final Map<String, ReadText> read = Collections.synchronizedMap(new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ReadText> eldest) {
            return size() > MOST;
        }
    });

    ReadText read(DocumentKind kind, String text) {
        return Objects.requireNonNull(read.computeIfAbsent(kind.command() + '\n' + text, unread -> kind.read(text)));
    }

    /**
     * A rule set without faults.
     *
     * @throws RefusedException if it has any
     */
    RuleSet compiled(String text) {
        if (read(DocumentKind.RULE_SET, text).document() instanceof RuleSet ruleSet) {
            return ruleSet;
        }
        throw RefusedException.badInput("the text has faults, and nothing was asked");
    }

    /** What a script sends. */
    static JsonNode body(Request request) {
        try {
            return Objects.requireNonNull(MAPPER.readTree(request.body()));
        } catch (JacksonException e) {
            throw RefusedException.badInput("this is no JSON: " + e.getOriginalMessage());
        }
    }

    /** A text in it that must be there. */
    static String text(JsonNode body, String field) {
        JsonNode text = body.path(field);
        if (!text.isTextual()) {
            throw RefusedException.badInput("'" + field + "' is missing");
        }
        return text.textValue();
    }
}
