// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import portolan.pipeline.kafka.SignedRules;
import portolan.records.DocumentTopics;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.lifecycle.WatchlistText;

/** What an author and an approver write, sign and publish: rule sets, suppressions and watch lists. */
final class SimTexts {
    /** Variant of a rule set that reads a memory which no other reads. */
    static final int COUNTS = 1;

    private static final Path KEYS;
    private static final Map<DocumentKind, SignedRules> PEOPLE = new EnumMap<>(DocumentKind.class);

    static {
        try {
            KEYS = Files.createTempDirectory("simulated-keys");
            for (DocumentKind kind : DocumentKind.values()) {
                PEOPLE.put(kind, new SignedRules(kind, KEYS));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SimTexts() {}

    /** What a job knows the two people by. */
    static Map<String, String> options() {
        return Map.of("rule-keys", KEYS.toString(), "deployment", SignedRules.DEPLOYMENT);
    }

    /** Some text of a kind, of which each version has another. */
    static String text(DocumentKind kind, int version, int variant) {
        return switch (kind) {
            case RULE_SET -> ruleSet(version, variant);
            case SUPPRESSIONS -> suppressions(version, variant);
            case SENDERS -> senders(version, variant);
            case WATCH_LIST -> WatchlistText.of(variant % 3 == 0 ? "partners" : "own", version, list(variant));
        };
    }

    /** Some declare memories, which not every job keeps. */
    private static String ruleSet(int version, int variant) {
        String more = List.of(
                        "",
                        "  - {id: tried-count, threats: [revenue], when: 'count(consignee) > 0.5', bits: 0.75, why: w}\n",
                        "  - {id: tried-finds, threats: [security], when: 'finds(consignor) > 0.5', bits: 1.5, why: w}\n",
                        "")
                .get(variant % 4);
        return SimSettings.rules(!more.isEmpty())
                        .replace("name: simulated\nversion: 1\n", "name: tried\nversion: " + version + '\n')
                        .replace("prior: -4.0", "prior: -" + (3 + variant % 3) + ".0")
                        .replace("bits: 1.5, why: young", "bits: " + (variant % 5) + ".5, why: young")
                + more;
    }

    private static String suppressions(int version, int variant) {
        String of = variant % 2 == 0 ? "shipper" : "consignee";
        StringBuilder text = new StringBuilder("name: known\nversion: " + version + "\nsuppressions:\n");
        for (String rule : List.of("heavy", "young", "clean")) {
            text.append("  - {id: ")
                    .append(rule)
                    .append("-1, rule: ")
                    .append(rule)
                    .append(", for: {")
                    .append(of);
            text.append(": {number: {scheme: EORI, value: ").append(of.equals("shipper") ? 'S' : 'C');
            text.append(variant % 7)
                    .append("}}}, reason: known, until: 2026-")
                    .append(variant % 3 == 0 ? "03-04" : "12-31");
            text.append("}\n");
        }
        return text.toString();
    }

    /** See {@link SimFilings#headers}. */
    private static String senders(int version, int variant) {
        return "name: senders\nversion: " + version + "\nsenders:\n  - {sender: TRUE, tenants: [nl], filers: ["
                + (variant % 3 == 0 ? "FILER" : "'*'") + "]}\n"
                + "  - {sender: TRUE, tenants: [nl], filers: ['*'], kinds: [OUTCOMES, MOVES]}\n"
                + (variant % 2 == 0
                        ? ""
                        : "  - {sender: OTHER, tenants: [nl], filers: ['OTH*', FILER], kinds: [REPLACE]}\n");
    }

    /** Versions mostly have something in common, which is no news. */
    private static String list(int variant) {
        return "id,name,country,city,street\n1,PARTY S" + variant % 7 + ",CN,,\n2,PARTY C" + variant % 11
                + ",NL,,\n3,PARTY S" + variant / 3 % 2 + ",CN,,\n";
    }

    /** The record of a step that is signed now, and takes effect then. */
    static byte[] step(String topic, String stepName, byte[] bytes, long now, long effectiveAt) {
        RuleStep.Kind step = RuleStep.Kind.valueOf(stepName);
        String text = new String(bytes, StandardCharsets.UTF_8);
        DocumentKind kind = DocumentTopics.kind(topic);
        SignedRules people = Objects.requireNonNull(PEOPLE.get(kind));
        RuleStep taken =
                switch (step) {
                    case PROPOSE -> people.propose(text, now);
                    case APPROVE -> people.approve(text, now);
                    default -> people.take(step, text, effectiveAt);
                };
        return DocumentTopics.of(kind).wire().encode(SignedRules.wire(taken));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
