// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import portolan.scoring.manifest.Address;
import portolan.scoring.manifest.PartyId;
import portolan.scoring.manifest.PartyIdentity;
import portolan.scoring.manifest.PartyKey;
import portolan.scoring.manifest.PersonType;
import portolan.scoring.party.NameRegion;
import portolan.scoring.party.ReadName;
import portolan.scoring.party.RegisteredNumber;
import portolan.scoring.sketch.FilerId;

/**
 * Reads a list of suppressions:
 *
 * <pre>
 *   name: known-good
 *   version: 1
 *   suppressions:
 *     - id: acme
 *       rule: new-consignee
 *       for:                                      # a shipper, a consignee, both, a route or a filer
 *         shipper: {name: Acme Ltd, country: CN}  # town where the name is short; number: {scheme: VAT, value: ...}
 *         consignee: {number: {scheme: EORI, value: GR123456789}}
 *       tenant: al                                # optional
 *       reason: audited in May
 *       until: 2027-05-31
 * </pre>
 */
final class SuppressionsReader {
    private static final List<String> KEYS = List.of("name", "version", "suppressions");
    private static final List<String> ENTRY_KEYS = List.of("id", "rule", "for", "tenant", "reason", "until");
    private static final List<String> FOR_KEYS = List.of("shipper", "consignee", "route", "filer");
    private static final List<String> PARTY_KEYS = List.of("name", "country", "town", "number");
    private static final List<String> NUMBER_KEYS = List.of("scheme", "value");
    private static final List<String> ROUTE_KEYS = List.of("from", "to");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern PLACE = Pattern.compile("[A-Z]{2}([A-Z0-9]{3})?");
    private static final int LONGEST_REASON = 300;

    private final Faults faults;
    private final Set<String> ids = new HashSet<>();

    private SuppressionsReader(Faults faults) {
        this.faults = faults;
    }

    static ReadText read(RuleText source) {
        Faults faults = new Faults(source);
        Suppressions list = new SuppressionsReader(faults).list(source);
        return faults.isEmpty() && list != null ? new ReadText(list, List.of()) : new ReadText(null, faults.inOrder());
    }

    private @Nullable Suppressions list(RuleText source) {
        Node root = Section.parse(source, faults);
        Section top = root == null ? null : Section.of(root, "the list of suppressions", faults, KEYS);
        if (top == null || !top.isPresent()) {
            return null;
        }
        ScalarNode name = top.name("name", "the list's name");
        int version = top.version();
        List<Suppression> entries = new ArrayList<>();
        for (Node node : top.list("suppressions")) {
            Suppression entry = entry(node);
            if (entry != null) {
                entries.add(entry);
            }
        }
        return name == null ? null : new Suppressions(name.getValue(), version, source.text(), entries);
    }

    private @Nullable Suppression entry(Node node) {
        Section entry = Section.of(node, "a suppression", faults, ENTRY_KEYS);
        ScalarNode id = entry.name("id", "a suppression's id");
        if (id != null && !ids.add(id.getValue())) {
            faults.at(id, "a suppression '" + id.getValue() + "' is there already");
        }
        ScalarNode rule = entry.text("rule");
        Node whomNode = entry.required("for");
        String whom = whomNode == null ? null : whom(whomNode);
        ScalarNode tenant = entry.optionalText("tenant");
        ScalarNode reason = entry.text("reason");
        if (reason != null && reason.getValue().length() > LONGEST_REASON) {
            faults.at(reason, "a reason has at most " + LONGEST_REASON + " characters");
        }
        ScalarNode untilNode = entry.text("until");
        LocalDate until = untilNode == null ? null : until(untilNode);
        if (id == null || rule == null || whom == null || reason == null || until == null) {
            return null;
        }
        return new Suppression(
                id.getValue(),
                rule.getValue(),
                rule.getStartMark().map(mark -> mark.getLine() + 1).orElse(1),
                rule.getStartMark().map(mark -> mark.getColumn() + 1).orElse(1),
                tenant == null ? null : tenant.getValue(),
                whom,
                reason.getValue().strip().replaceAll("\\s+", " "),
                until);
    }

    private @Nullable LocalDate until(ScalarNode node) {
        try {
            LocalDate until = LocalDate.parse(node.getValue());
            if (until.getYear() >= 1970 && until.getYear() <= 9999) {
                return until;
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        faults.at(node, "expected the last day, like 2027-05-31, in 'until', found " + Section.kind(node));
        return null;
    }

    private @Nullable String whom(Node node) {
        int faultsBefore = faults.count();
        Section section = Section.of(node, "'for'", faults, FOR_KEYS);
        if (faults.count() > faultsBefore) {
            return null;
        }
        Node shipper = section.optional("shipper");
        Node consignee = section.optional("consignee");
        Node route = section.optional("route");
        Node filer = section.optional("filer");
        int parties = shipper == null && consignee == null ? 0 : 1;
        if (parties + (route == null ? 0 : 1) + (filer == null ? 0 : 1) != 1) {
            faults.at(node, "expected a shipper, a consignee, both of them, a route or a filer in 'for', and one only");
            return null;
        }
        if (route != null) {
            return route(route);
        }
        if (filer != null) {
            ScalarNode id = Section.text(filer, "'filer'", faults);
            String known = id == null ? null : FilerId.of(id.getValue());
            return known == null ? null : SuppressedFor.filer(known);
        }
        PartyKey from = shipper == null ? null : party(shipper, "'shipper'");
        PartyKey to = consignee == null ? null : party(consignee, "'consignee'");
        if (shipper != null && consignee != null) {
            return from == null || to == null ? null : SuppressedFor.pair(from, to);
        }
        if (from != null) {
            return SuppressedFor.shipper(from);
        }
        return to == null ? null : SuppressedFor.consignee(to);
    }

    private @Nullable String route(Node node) {
        Section section = Section.of(node, "'route'", faults, ROUTE_KEYS);
        String from = place(section.text("from"), "'from'");
        String to = place(section.text("to"), "'to'");
        return from == null || to == null ? null : SuppressedFor.route(from, to);
    }

    private @Nullable String place(@Nullable ScalarNode node, String what) {
        return node == null
                ? null
                : matching(node, PLACE, "a UN/LOCODE or a country's two letters, like CNSHA or CN, in " + what);
    }

    private @Nullable String matching(ScalarNode node, Pattern pattern, String expected) {
        String value = node.getValue().strip().toUpperCase(Locale.ROOT);
        if (pattern.matcher(value).matches()) {
            return value;
        }
        faults.at(node, "expected " + expected + ", found " + Section.kind(node));
        return null;
    }

    /** The key under which the engine knows the party: by its number where one is stated, else by name and country. */
    private @Nullable PartyKey party(Node node, String what) {
        Section section = Section.of(node, what, faults, PARTY_KEYS);
        if (!section.isPresent()) {
            return null;
        }
        Node numberNode = section.optional("number");
        ScalarNode name = section.optionalText("name");
        ScalarNode countryNode = section.optionalText("country");
        ScalarNode town = section.optionalText("town");
        String country = countryNode == null
                ? null
                : matching(countryNode, COUNTRY, "a country's two letters, like CN, in 'country'");
        PartyId number = numberNode == null ? null : number(numberNode);
        if (numberNode != null) {
            if (number != null && country == null && !isWorldwide(number)) {
                faults.at(numberNode, "this number is one of a country: state 'country' with it");
            }
            return number == null ? null : identity(null, number, country, null).key();
        }
        if (name == null || countryNode == null) {
            faults.at(node, "expected 'name' and 'country', or 'number', in " + what);
            return null;
        }
        if (country == null) {
            return null;
        }
        if (town == null
                && ReadName.of(name.getValue(), NameRegion.of(country)).key().isWeak()) {
            faults.at(name, "many are called so in a country: state 'town', or 'number'");
            return null;
        }
        PartyKey key = identity(name.getValue(), null, country, town == null ? null : town.getValue())
                .byName();
        if (key == null) {
            faults.at(name, "expected the name of one party, found " + Section.kind(name));
        }
        return key;
    }

    private static PartyIdentity identity(
            @Nullable String name, @Nullable PartyId number, @Nullable String country, @Nullable String town) {
        return PartyIdentity.of(
                name,
                number == null ? List.of() : List.of(number),
                PersonType.LEGAL,
                new Address(null, town, null, country, null),
                false,
                false);
    }

    private static boolean isWorldwide(PartyId id) {
        RegisteredNumber number = RegisteredNumber.of(id.scheme(), id.value());
        return number != null && number.isWorldwide();
    }

    private @Nullable PartyId number(Node node) {
        Section section = Section.of(node, "'number'", faults, NUMBER_KEYS);
        ScalarNode scheme = section.text("scheme");
        ScalarNode value = section.text("value");
        if (scheme == null || value == null) {
            return null;
        }
        if (RegisteredNumber.of(scheme.getValue(), value.getValue()) == null) {
            faults.at(value, "not a number of a register, found " + Section.kind(value));
            return null;
        }
        return new PartyId(scheme.getValue(), value.getValue());
    }
}
