// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Holds a Kubernetes resource against the structural schema of its kind, as strictly as {@code kubectl --validate=strict}:
 * what the schema does not know is a fault. No library knows the {@code x-kubernetes} words; these are all that the
 * copied schemas use, and another one is a fault of its own.
 */
final class ResourceSchemas {
    private static final Set<String> CUSTOM =
            Set.of("FlinkDeployment", "Kafka", "KafkaNodePool", "KafkaTopic", "KafkaUser");

    private static final Set<String> WORDS = Set.of(
            "type",
            "properties",
            "additionalProperties",
            "items",
            "required",
            "enum",
            "pattern",
            "minimum",
            "maximum",
            "minItems",
            "anyOf",
            "x-kubernetes-int-or-string",
            "x-kubernetes-preserve-unknown-fields");

    private static final Map<String, Object> METADATA = Map.of(
            "type",
            "object",
            "required",
            List.of("name"),
            "properties",
            Map.of(
                    "name", Map.of("type", "string", "pattern", "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$"),
                    "namespace", Map.of("type", "string"),
                    "labels", Map.of("type", "object", "additionalProperties", Map.of("type", "string")),
                    "annotations", Map.of("type", "object", "additionalProperties", Map.of("type", "string"))));

    private final Map<String, Map<?, ?>> byKind = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    ResourceSchemas() throws IOException {
        for (String kind : CUSTOM) {
            Map<?, ?> copied = load(kind + ".json");
            byKind.put(copied.get("apiVersion") + "/" + kind, map(copied.get("schema")));
        }
        Map<?, ?> flink = requireNonNull(byKind.get("flink.apache.org/v1beta1/FlinkDeployment"));
        Map<?, ?> pod = map(properties(map(properties(flink).get("spec"))).get("podTemplate"));
        map(load("builtin.yaml").get("kinds")).forEach((kind, schema) -> byKind.put(kind.toString(), map(schema)));
        put(properties(spec(requireNonNull(byKind.get("apps/v1/Deployment")))), "template", pod);
        Map<?, ?> cron = spec(requireNonNull(byKind.get("batch/v1/CronJob")));
        put(properties(spec(map(properties(cron).get("jobTemplate")))), "template", pod);
    }

    @SuppressWarnings("unchecked") // as read
    private static void put(Map<?, ?> map, String key, Object value) {
        ((Map<String, Object>) map).put(key, value);
    }

    private static Map<?, ?> load(String name) throws IOException {
        try (InputStream in = requireNonNull(ResourceSchemas.class.getResourceAsStream("crds/" + name), name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return map(new Load(LoadSettings.builder().build()).loadFromString(text));
        }
    }

    static Map<?, ?> map(@Nullable Object value) {
        return (Map<?, ?>) requireNonNull(value);
    }

    static List<?> list(@Nullable Object value) {
        return (List<?>) requireNonNull(value);
    }

    static String text(@Nullable Object value) {
        return requireNonNull(value).toString();
    }

    private static Map<?, ?> properties(Map<?, ?> schema) {
        return map(schema.get("properties"));
    }

    private static Map<?, ?> spec(Map<?, ?> schema) {
        return map(properties(schema).get("spec"));
    }

    /** What is wrong with a resource, by the place in it; empty when nothing is. */
    List<String> faults(Map<?, ?> resource) {
        faults.clear();
        String kind = resource.get("apiVersion") + "/" + resource.get("kind");
        Map<?, ?> schema = byKind.get(kind);
        if (schema == null) {
            return List.of("no schema of this kind: " + kind);
        }
        Map<Object, Object> rest = new HashMap<>(resource);
        rest.remove("apiVersion");
        rest.remove("kind");
        check(METADATA, rest.remove("metadata"), kind + " metadata");
        check(schema, rest, kind + ' ' + map(resource.get("metadata")).get("name"));
        return List.copyOf(faults);
    }

    private void check(Map<?, ?> schema, @Nullable Object value, String at) {
        Set<Object> unknown = new HashSet<>(schema.keySet());
        unknown.removeAll(WORDS);
        if (!unknown.isEmpty()) {
            faults.add(at + ": the schema has words that are not checked: " + unknown);
        }
        if (Boolean.TRUE.equals(schema.get("x-kubernetes-int-or-string"))) {
            expect(value instanceof Integer || value instanceof String, at, "neither a number nor a text", value);
            checkText(schema, value, at);
            return;
        }
        Object type = schema.get("type");
        if (type == null) {
            expect(
                    Boolean.TRUE.equals(schema.get("x-kubernetes-preserve-unknown-fields")),
                    at,
                    "the schema names no type",
                    value);
            return;
        }
        switch (type.toString()) {
            case "object" -> checkObject(schema, value, at);
            case "array" -> checkArray(schema, value, at);
            case "string" -> {
                expect(value instanceof String, at, "not a text", value);
                checkText(schema, value, at);
            }
            case "integer" -> {
                expect(value instanceof Integer || value instanceof Long, at, "not a whole number", value);
                checkRange(schema, value, at);
            }
            case "number" -> {
                expect(value instanceof Number, at, "not a number", value);
                checkRange(schema, value, at);
            }
            case "boolean" -> expect(value instanceof Boolean, at, "neither true nor false", value);
            default -> faults.add(at + ": the schema names a type that is not checked: " + type);
        }
    }

    private void checkObject(Map<?, ?> schema, @Nullable Object value, String at) {
        if (!(value instanceof Map<?, ?> object)) {
            expect(false, at, "not an object", value);
            return;
        }
        for (Object name : schema.get("required") instanceof List<?> names ? names : List.of()) {
            expect(object.containsKey(name) || isOfResource(name), at, "lacks " + name, value);
        }
        Map<?, ?> properties = schema.get("properties") instanceof Map<?, ?> some ? some : Map.of();
        object.forEach((name, part) -> {
            String where = at + '/' + name;
            if (properties.containsKey(name)) {
                check(map(properties.get(name)), part, where);
            } else if (schema.get("additionalProperties") instanceof Map<?, ?> each) {
                check(each, part, where);
            } else {
                expect(
                        Boolean.TRUE.equals(schema.get("x-kubernetes-preserve-unknown-fields")),
                        where,
                        "unknown field",
                        part);
            }
        });
    }

    /** Those were looked at before. */
    private static boolean isOfResource(Object name) {
        return Set.of("apiVersion", "kind", "metadata").contains(name);
    }

    private void checkArray(Map<?, ?> schema, @Nullable Object value, String at) {
        if (!(value instanceof List<?> array)) {
            expect(false, at, "not a list", value);
            return;
        }
        int least = schema.get("minItems") instanceof Integer some ? some : 0;
        expect(array.size() >= least, at, "fewer than " + least, value);
        for (int i = 0; i < array.size(); i++) {
            check(map(schema.get("items")), array.get(i), at + '/' + i);
        }
    }

    private void checkText(Map<?, ?> schema, @Nullable Object value, String at) {
        if (schema.get("enum") instanceof List<?> words) {
            expect(words.contains(value), at, "none of " + words, value);
        }
        if (schema.get("pattern") instanceof String pattern) {
            expect(
                    value != null
                            && Pattern.compile(pattern)
                                    .matcher(value.toString())
                                    .find(),
                    at,
                    "not like " + pattern,
                    value);
        }
    }

    private void checkRange(Map<?, ?> schema, @Nullable Object value, String at) {
        if (value instanceof Number number) {
            boolean above =
                    !(schema.get("minimum") instanceof Number least) || number.doubleValue() >= least.doubleValue();
            boolean below =
                    !(schema.get("maximum") instanceof Number most) || number.doubleValue() <= most.doubleValue();
            expect(above && below, at, "out of range", value);
        }
    }

    private void expect(boolean isSo, String at, String otherwise, @Nullable Object value) {
        if (!isSo) {
            faults.add(at + ": " + otherwise + ": " + value);
        }
    }
}
