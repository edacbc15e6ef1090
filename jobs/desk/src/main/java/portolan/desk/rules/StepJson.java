// SPDX-License-Identifier: Apache-2.0
package portolan.desk.rules;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.desk.server.RefusedException;
import portolan.scoring.lifecycle.RuleStep;

/** A step as {@code statement.js} signs it, and what the desk answers. */
final class StepJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private StepJson() {}

    /**
     * Reads a step.
     *
     * @throws RefusedException if it is none
     */
    static RuleStep read(String json) {
        try {
            JsonNode step = MAPPER.readTree(json);
            return new RuleStep(
                    RuleStep.Kind.valueOf(text(step, "kind")),
                    text(step, "deployment"),
                    text(step, "name"),
                    whole(step, "version").intValue(),
                    text(step, "hash"),
                    text(step, "text"),
                    text(step, "author"),
                    bytes(step, "authorSignature"),
                    optional(step, "approver"),
                    bytes(step, "approverSignature"),
                    text(step, "by"),
                    text(step, "why"),
                    whole(step, "effectiveAt").longValue(),
                    bytes(step, "signature"));
        } catch (JacksonException | IllegalArgumentException e) {
            throw RefusedException.badInput("this is no signed step: " + e.getMessage());
        }
    }

    /** The examples that came with a step; null where none did. */
    static @Nullable String examples(String json) {
        try {
            return optional(MAPPER.readTree(json), "examples");
        } catch (JacksonException e) {
            throw RefusedException.badInput("this is no signed step: " + e.getMessage());
        }
    }

    private static String text(JsonNode of, String field) {
        String value = optional(of, field);
        if (value == null) {
            throw new IllegalArgumentException("'" + field + "' is missing");
        }
        return value;
    }

    private static @Nullable String optional(JsonNode of, String field) {
        JsonNode value = of.path(field);
        return value.isTextual() ? value.textValue() : null;
    }

    private static Number whole(JsonNode of, String field) {
        JsonNode value = of.path(field);
        if (!value.isIntegralNumber()) {
            throw new IllegalArgumentException("'" + field + "' is no whole number");
        }
        return value.numberValue();
    }

    private static byte @Nullable [] bytes(JsonNode of, String field) {
        String value = optional(of, field);
        return value == null ? null : Base64.getDecoder().decode(value);
    }

    /** For a page's script: bytes in base64, empty for none. */
    static String base64(byte @Nullable [] bytes) {
        return bytes == null ? "" : Base64.getEncoder().encodeToString(bytes);
    }

    /** Where a step is. */
    static String answer(SignedTexts.Sent sent) {
        return answer(sent.state().name(), sent.place(), sent.faults());
    }

    /** That it would be refused, and so was not published. */
    static String unpublished(List<String> faults) {
        return answer("UNPUBLISHED", "", faults);
    }

    private static String answer(String state, String place, List<String> faults) {
        ObjectNode answer = MAPPER.createObjectNode();
        answer.put("state", state).put("place", place);
        ArrayNode all = answer.putArray("faults");
        faults.forEach(all::add);
        return answer.toString();
    }
}
