// SPDX-License-Identifier: Apache-2.0
package portolan.desk.oidc;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import portolan.console.screen.UnusableInputException;
import portolan.desk.server.Accounts;
import portolan.desk.server.Role;
import portolan.desk.server.User;
import portolan.scoring.rules.Faults;
import portolan.scoring.rules.RuleIssue;
import portolan.scoring.rules.RuleText;
import portolan.scoring.rules.Section;

/**
 * An identity provider, and what who comes from it may:
 *
 * <pre>
 * title: Customs login
 * help: the help desk, 4711                  # whom somebody asks who is refused
 * issuer: https://login.example/realms/customs
 * client: portolan
 * secret-file: oidc-secret                   # beside this file; its first line
 * base: https://desk.example                 # it comes back to BASE/oidc/back
 * name-claim: preferred_username
 * role-claim: groups
 * grants:                                    # the first row that somebody has the value of
 *   - value: desk-durres
 *     role: officer
 *     tenants: [al]                          # or: all
 *     offices: [durres]
 * persons:                                   # local accounts, and who of the provider they are
 *   ann: 248289761001                        # the subject
 * </pre>
 *
 * @param persons name of the local account by subject
 */
public record OidcSettings(
        String title,
        String help,
        URI issuer,
        String client,
        String secret,
        URI base,
        String nameClaim,
        String roleClaim,
        List<Grant> grants,
        Map<String, String> persons) {
    private static final List<String> KEYS = List.of(
            "title",
            "help",
            "issuer",
            "client",
            "secret-file",
            "base",
            "name-claim",
            "role-claim",
            "grants",
            "persons");
    private static final List<String> GRANT_KEYS = List.of("value", "role", "tenants", "offices");
    private static final String ALL = "all";

    public OidcSettings {
        grants = List.copyOf(grants);
        persons = Map.copyOf(persons);
    }

    /**
     * What a value of the role's claim gives.
     *
     * @param tenants empty for all
     * @param offices empty for all
     */
    public record Grant(String value, Role role, Set<String> tenants, Set<String> offices) {
        User user(String name) {
            return new User(name, role, tenants, offices);
        }
    }

    /** The first row that one of these values has; null for none. */
    @Nullable
    Grant grant(Collection<String> values) {
        return grants.stream()
                .filter(grant -> values.contains(grant.value()))
                .findFirst()
                .orElse(null);
    }

    /** Whether what travels to it cannot be read on its way. */
    static boolean isSafe(URI address) {
        String host = String.valueOf(address.getHost());
        boolean isHere = host.equals("127.0.0.1") || host.equals("[::1]") || host.equals("localhost");
        return address.getHost() != null
                && ("https".equals(address.getScheme()) || (isHere && "http".equals(address.getScheme())));
    }

    /**
     * Reads a file.
     *
     * @throws UnusableInputException naming each fault and its place
     */
    public static OidcSettings read(Path file) throws IOException, UnusableInputException {
        RuleText text = new RuleText(file.toString(), Files.readString(file));
        Faults faults = new Faults(text);
        Node root = Section.parse(text, faults);
        OidcSettings read = root == null ? null : new Reader(file, faults).settings(root);
        if (read == null || !faults.isEmpty()) {
            throw new UnusableInputException(
                    faults.inOrder().stream().map(RuleIssue::render).collect(Collectors.joining("\n")));
        }
        return read;
    }

    private record Reader(Path file, Faults faults) {
        private OidcSettings settings(Node root) {
            Section top = Section.of(root, "the identity provider", faults, KEYS);
            OidcSettings read = new OidcSettings(
                    text(top, "title"),
                    text(top, "help"),
                    address(top, "issuer"),
                    text(top, "client"),
                    secret(top),
                    address(top, "base"),
                    text(top, "name-claim"),
                    text(top, "role-claim"),
                    grants(top),
                    persons(top));
            if (faults.isEmpty() && read.grants().isEmpty()) {
                faults.at(root, "'grants' has no row, so that nobody could come in");
            }
            return read;
        }

        private String text(Section section, String key) {
            ScalarNode node = section.text(key);
            if (node != null && node.getValue().isBlank()) {
                faults.at(node, "'" + key + "' is empty");
            }
            return node == null ? "" : node.getValue().strip();
        }

        private URI address(Section top, String key) {
            ScalarNode node = top.text(key);
            URI none = URI.create("");
            if (node == null) {
                return none;
            }
            try {
                URI address = URI.create(node.getValue().strip());
                if (isSafe(address) && address.getQuery() == null && address.getFragment() == null) {
                    return address;
                }
            } catch (IllegalArgumentException unread) {
                // Said below.
            }
            faults.at(node, "expected an https address in '" + key + "'; http only of this machine");
            return none;
        }

        private String secret(Section top) {
            ScalarNode node = top.text("secret-file");
            if (node == null) {
                return "";
            }
            Path secret = file.resolveSibling(node.getValue().strip());
            try {
                List<String> lines = Files.readAllLines(secret);
                if (!lines.isEmpty() && !lines.get(0).isBlank()) {
                    return lines.get(0).strip();
                }
                faults.at(node, "the file has no secret in its first line: " + secret);
            } catch (IOException unread) {
                faults.at(node, "the file with the secret cannot be read: " + secret);
            }
            return "";
        }

        private List<Grant> grants(Section top) {
            List<Grant> grants = new ArrayList<>();
            Set<String> values = new LinkedHashSet<>();
            for (Node node : top.list("grants")) {
                Section row = Section.of(node, "a grant", faults, GRANT_KEYS);
                String value = text(row, "value");
                if (!value.isEmpty() && !values.add(value)) {
                    faults.at(node, "an earlier row has the value '" + value + "'");
                }
                ScalarNode word = row.text("role");
                Role role = Arrays.stream(Role.values())
                        .filter(one -> word != null && one.word().equals(word.getValue()))
                        .findFirst()
                        .orElse(null);
                if (word != null && role == null) {
                    faults.at(word, "there is no such role: " + word.getValue());
                }
                Grant grant = new Grant(
                        value, role == null ? Role.MENTOR : role, places(row, "tenants"), places(row, "offices"));
                try {
                    grant.user("any");
                    grants.add(grant);
                } catch (IllegalArgumentException wrong) {
                    faults.at(node, String.valueOf(wrong.getMessage()));
                }
            }
            return grants;
        }

        /** Nothing is of all by being left out. */
        private Set<String> places(Section row, String key) {
            Node node = row.required(key);
            if (node == null
                    || (node instanceof ScalarNode one && one.getValue().equals(ALL))) {
                return Set.of();
            }
            Set<String> places = Section.texts(row.list(key), "'" + key + "'", faults).stream()
                    .map(ScalarNode::getValue)
                    .collect(Collectors.toSet());
            if (places.isEmpty()) {
                faults.at(node, "expected names in '" + key + "', or " + ALL);
            }
            return places;
        }

        private Map<String, String> persons(Section top) {
            Map<String, String> persons = new HashMap<>();
            Node node = top.optional("persons");
            if (node == null) {
                return persons;
            }
            Section open = Section.open(node, "'persons'", faults);
            for (Section.Entry entry : open.entries()) {
                String name = entry.key().getValue();
                String subject = text(open, name);
                checkName(entry.key());
                if (persons.put(subject, name) != null) {
                    faults.at(entry.key(), "one subject is two persons: " + subject);
                }
            }
            return persons;
        }

        private void checkName(ScalarNode name) {
            try {
                User user = new User(name.getValue(), Role.MENTOR, "");
                if (user.name().contains(Accounts.FEDERATED)) {
                    faults.at(name, "no local account has '" + Accounts.FEDERATED + "' in its name");
                }
            } catch (IllegalArgumentException wrong) {
                faults.at(name, String.valueOf(wrong.getMessage()));
            }
        }
    }
}
