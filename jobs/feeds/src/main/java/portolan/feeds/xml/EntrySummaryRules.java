// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.xml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Notes;

/**
 * What ICS1 asks of a declaration and a schema cannot say. Each rule has the code of the error that the United Kingdom, the
 * last to run ICS1, answers a breach with.
 */
final class EntrySummaryRules {
    private static final String TO_ORDER = "10600";
    private static final int SHIP = 1;
    private static final int RAIL = 2;
    private static final int AIR = 4;
    private static final int INLAND = 8;
    private static final Set<Integer> MODES = Set.of(SHIP, RAIL, 3, AIR, INLAND, 10, 11);
    private static final Set<Integer> MODES_WITH_FLAG = Set.of(3, 10, 11);
    private static final Set<Integer> MODES_WITH_CARRIER = Set.of(SHIP, AIR, INLAND, 10, 11);
    private static final Set<String> CIRCUMSTANCES = Set.of("", "C", "D", "E");
    private static final Pattern SENDER = Pattern.compile("[A-Z]{2}.{1,15}/[0-9]{10}");
    private static final Pattern SHIP_NUMBER = Pattern.compile("[0-9]{7,8}");
    private static final Pattern FLIGHT =
            Pattern.compile("[a-zA-Z0-9]{3}[0-9]{1,4}[a-zA-Z]?|[a-zA-Z0-9]{1,3}[0-9][a-zA-Z]?");
    private static final Pattern TRANSFER = Pattern.compile("XFER[a-zA-Z0-9]+([:-][a-zA-Z0-9]+)?");
    private static final String[] CONSIGNOR_LINES = {"NamCO27", "StrAndNumCO222", "PosCodCO223", "CitCO224", "CouCO225"
    };

    /** States that share their numbers; XI is Northern Ireland. */
    private static final Set<String> UNION = Set.of(
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
            "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "XI");

    private static final Pattern AUTHORITY = Pattern.compile("NTA\\.([A-Z]{2})");

    private final XmlNode message;
    /** Where it is lodged: whose numbers of traders the authority can look up. */
    private final String country;

    private final @Nullable XmlNode header;
    private final List<XmlNode> items;
    private final int mode;
    private final String circumstance;
    private final Notes notes;

    private EntrySummaryRules(XmlNode message, Notes notes) {
        this.message = message;
        this.notes = notes;
        // The United Kingdom, the last to run ICS1, unless the recipient is another country's authority.
        Matcher authority = AUTHORITY.matcher(message.textAt("MesRecMES6"));
        this.country = authority.matches() ? authority.group(1) : "GB";
        this.header = message.first("HEAHEA");
        this.items = message.childrenNamed("GOOITEGDS");
        BigDecimal stated = EntrySummaryNumber.of(ofHeader("TraModAtBorHEA76"));
        this.mode = stated == null || stated.precision() > 2 ? -1 : stated.intValue();
        this.circumstance = ofHeader("SpeCirIndHEA1");
    }

    /** Takes note of each rule that the declaration breaks. */
    static void check(XmlNode message, Notes notes) {
        EntrySummaryRules rules = new EntrySummaryRules(message, notes);
        rules.ofMessage();
        rules.ofHeader();
        rules.ofParties();
        for (XmlNode item : rules.items) {
            rules.ofItem(item);
        }
    }

    private void ask(int code, XmlNode at, boolean holds, String asked) {
        if (!holds) {
            notes.add("ENS_" + code, asked, at.place());
        }
    }

    private void ofMessage() {
        List<XmlNode> consignors = new ArrayList<>();
        boolean packed = false;
        boolean indexed = true;
        for (int at = 0; at < items.size(); at++) {
            XmlNode item = items.get(at);
            consignors.addAll(item.childrenNamed("TRACONCO2"));
            packed |= item.has("PACGS2");
            indexed &= isNumber(item.textAt("IteNumGDS7"), at + 1);
        }
        ask(8193, message, consignors.isEmpty() || differ(consignors), "consignors of items must differ");
        ask(8102, message, indexed, "items must be numbered from 1 in sequence");
        ask(8611, message, items.size() <= 999, "at most 999 items");
        ask(8688, message, packed, "packages must be stated");
        ask(8617, message, message.childrenNamed("SEAID529").size() <= 9_999, "at most 9999 seals");
        ask(8684, message, message.childrenNamed("ITI").size() >= 2, "at least two countries of routing");
        XmlNode sender = message.first("MesSenMES3");
        // A branch is part of the United Kingdom's senders only.
        if (sender != null && country.equals("GB")) {
            ask(4065, sender, SENDER.matcher(sender.text()).matches(), "the sender must be NUMBER/BRANCH");
        }
        XmlNode lodging = message.first("CUSOFFLON");
        if (lodging != null) {
            String entry = message.textAt("CUSOFFFENT730", "RefNumCUSOFFFENT731");
            boolean another = !lodging.textAt("RefNumCOL1").equals(entry);
            ask(8616, lodging, another, "the office of lodgement must be another than the one of first entry");
        }
    }

    private static boolean isNumber(String text, int expected) {
        BigDecimal number = EntrySummaryNumber.of(text);
        return number != null && number.compareTo(BigDecimal.valueOf(expected)) == 0;
    }

    private static boolean differ(List<XmlNode> consignors) {
        Set<List<String>> seen = new HashSet<>();
        for (XmlNode consignor : consignors) {
            List<String> lines = new ArrayList<>();
            for (String line : CONSIGNOR_LINES) {
                lines.add(consignor.textAt(line).toUpperCase(Locale.ROOT));
            }
            lines.add(consignor.textAt("TINCO259"));
            seen.add(lines);
        }
        return seen.size() > 1;
    }

    private void ofHeader() {
        if (header == null) {
            return;
        }
        String identity = ofHeader("IdeOfMeaOfTraCroHEA85");
        boolean byWater = mode == SHIP || mode == INLAND;
        ask(8107, header, !byWater || !identity.isEmpty(), "a ship must be identified");
        boolean byRoad = mode == 3 || !MODES.contains(mode);
        ask(8111, header, !circumstance.equals("C") || byRoad, "circumstance C goes by road only");
        ask(8112, header, !circumstance.equals("D") || mode == RAIL || !MODES.contains(mode), "D goes by rail only");
        ask(8689, header, MODES.contains(mode), "the mode at the border must be 1, 2, 3, 4, 8, 10 or 11");
        ask(8113, header, identity.isEmpty() || mode != AIR, "an aircraft must not be identified");
        ask(8114, header, identity.isEmpty() || isNumberOfMode(identity), "a ship's number has 7 or 8 digits");
        boolean flagged = MODES_WITH_FLAG.contains(mode) && !identity.isEmpty();
        ask(8115, header, !header.has("NatOfMeaOfTraCroHEA87") || flagged, "no nationality by this mode");
        String stated = ofHeader("TotNumOfIteHEA305");
        ask(
                8206,
                header,
                stated.isEmpty() || isNumber(stated, items.size()),
                "the total of items must be their number");
        plain(8690, header, "TraModAtBorHEA76", "the mode");
        plain(8671, header, "TotNumOfIteHEA305", "the total of items");
        plain(8672, header, "TotNumOfPacHEA306", "the total of packages");
        ask(8691, header, CIRCUMSTANCES.contains(circumstance), "the circumstance must be C, D or E");
        String voyage = ofHeader("ConRefNumHEA");
        ask(8118, header, mode != AIR || FLIGHT.matcher(voyage).matches(), "a flight number must be stated");
        boolean transfer = mode == SHIP && voyage.startsWith("XFER");
        ask(8685, header, !transfer || TRANSFER.matcher(voyage).matches(), "a number goes after XFER");
        XmlNode total = header.first("TotGroMasHEA307");
        if (total != null) {
            ask(8673, header, EntrySummaryNumber.isUnsigned(total.text()), "no sign in the total mass");
            EntrySummaryNumber.check(total, this::ask);
            ask(8686, header, total.text().contains("+") || isSumWithin(total), "items weigh more than the total");
        }
    }

    private boolean knows(String number) {
        String state = number.length() < 2 ? "" : number.substring(0, 2);
        return state.equals(country) || (UNION.contains(country) && UNION.contains(state));
    }

    private void plain(int code, XmlNode of, String element, String what) {
        ask(code, of, EntrySummaryNumber.isPlain(of.textAt(element)), "no leading zeros in " + what);
    }

    private boolean isNumberOfMode(String identity) {
        return (mode != SHIP && mode != INLAND) || SHIP_NUMBER.matcher(identity).matches();
    }

    private boolean isSumWithin(XmlNode total) {
        BigDecimal sum = BigDecimal.ZERO;
        for (XmlNode item : items) {
            String text = item.textAt("GroMasGDS46");
            if (text.contains("+")) {
                // The sign is a breach of its own.
                return true;
            }
            BigDecimal mass = EntrySummaryNumber.of(text);
            sum = mass == null ? sum : sum.add(mass);
        }
        BigDecimal stated = EntrySummaryNumber.of(total.text());
        return stated == null || stated.compareTo(sum) >= 0;
    }

    private void ofParties() {
        EntrySummaryParty.OF_MESSAGE.forEach(party -> party.check(message, this::knows, this::ask));
        EntrySummaryParty.unnamed(message, "TRAREP", 8656, this::ask);
        EntrySummaryParty.unnamed(message, "PERLODSUMDEC", 8661, this::ask);
        XmlNode consignor = message.first("TRACONCO1");
        if (consignor != null) {
            boolean ofItems = items.stream().anyMatch(item -> item.has("TRACONCO2"));
            ask(8119, consignor, !ofItems, "a consignor of all excludes those of items");
        }
        XmlNode consignee = message.first("TRACONCE1");
        if (consignee != null) {
            ask(
                    8204,
                    consignee,
                    items.stream().noneMatch(EntrySummaryRules::isToOrder),
                    "no consignee of goods to order");
            ask(8105, consignee, isKnownWhereAuthorised(consignee, "TINCE159"), "circumstance E asks for the number");
        }
        XmlNode notified = message.first("NOTPAR670");
        if (notified != null) {
            ask(8619, notified, items.stream().allMatch(EntrySummaryRules::isToOrder), "only goods to order notify");
        }
        String lodging = message.textAt("PERLODSUMDEC", "TINPLD1");
        XmlNode lodger = message.first("PERLODSUMDEC");
        if (lodger != null && lodger.has("TINPLD1")) {
            ask(8692, lodger, knows(lodging), "who lodges must have a number of the country");
        }
        XmlNode carrier = message.first("TRACARENT601");
        if (carrier != null) {
            boolean known = carrier.has("TINTRACARENT602");
            ask(8164, carrier, known || !MODES_WITH_CARRIER.contains(mode), "this mode asks for the carrier's number");
            boolean another = !carrier.textAt("TINTRACARENT602").equals(lodging);
            ask(8195, carrier, !known || another, "the carrier must be another than who lodges");
        }
    }

    private boolean isKnownWhereAuthorised(XmlNode party, String tin) {
        return !circumstance.equals("E") || party.has(tin);
    }

    private void ofItem(XmlNode item) {
        boolean toOrder = isToOrder(item);
        boolean authorised = circumstance.equals("E");
        boolean identified = header != null && header.has("IdeOfMeaOfTraCroHEA85");
        ask(8207, item, item.has("GooDesGDS23") || item.has("COMCODGODITM"), "goods need a description or a code");
        boolean unloaded =
                item.has("PlaUnlGOOITE333") || !ofHeader("PlaUnlGOOITE334").isEmpty();
        ask(8687, item, unloaded || authorised, "a place of unloading must be stated");
        ask(
                8104,
                item,
                item.has("PlaLoaGOOITE333") || !ofHeader("PlaLoaGOOITE334").isEmpty(),
                "a place of loading too");
        ask(8199, item, item.has("IDEMEATRAGI970") || identified || mode == AIR, "the means must be identified");
        boolean notified = item.has("PRTNOT640") || message.has("NOTPAR670");
        ask(8622, item, notified || !toOrder, "goods to order need a notify party");
        ask(8623, item, item.has("TRACONCE2") || toOrder || message.has("TRACONCE1"), "goods need a consignee");
        ask(8612, item, item.childrenNamed("IDEMEATRAGI970").size() <= 999, "at most 999 means of transport");
        boolean weighed =
                item.has("GroMasGDS46") || !ofHeader("TotGroMasHEA307").isEmpty();
        ask(8103, item, weighed || authorised, "a mass must be stated");
        boolean referred = item.has("PRODOCDC2") || item.has("ComRefNumGIM1");
        ask(8170, item, referred || !ofHeader("ComRefNumHEA").isEmpty(), "a document or a reference must be stated");
        plain(8678, item, "IteNumGDS7", "an item's number");
        once(8135, item, "MetOfPayGDI12", "TraChaMetOfPayHEA1");
        once(8136, item, "PlaLoaGOOITE333", "PlaLoaGOOITE334");
        once(8171, item, "PlaUnlGOOITE333", "PlaUnlGOOITE334");
        XmlNode mass = item.first("GroMasGDS46");
        if (mass != null) {
            EntrySummaryNumber.check(mass, this::ask);
            ask(8679, mass, EntrySummaryNumber.isUnsigned(mass.text()), "no sign in a mass");
        }
        ofPartiesOf(item, toOrder);
        for (XmlNode means : item.childrenNamed("IDEMEATRAGI970")) {
            ask(8147, means, means.has("NatIDEMEATRAGI973") || mode == RAIL, "the means has a nationality");
            ask(8198, means, !identified && mode != AIR, "the means of all excludes those of items");
            boolean numbered = isNumberOfMode(means.textAt("IdeMeaTraGIMEATRA971"));
            ask(8114, means, numbered, "a ship's number has 7 or 8 digits");
        }
        for (XmlNode packages : item.childrenNamed("PACGS2")) {
            EntrySummaryPackages.check(packages, items, circumstance, this::ask);
        }
    }

    private void ofPartiesOf(XmlNode item, boolean toOrder) {
        EntrySummaryParty.OF_ITEM.forEach(party -> party.check(item, this::knows, this::ask));
        for (XmlNode consignor : item.childrenNamed("TRACONCO2")) {
            ask(8119, consignor, !message.has("TRACONCO1"), "a consignor of all excludes those of items");
        }
        for (XmlNode consignee : item.childrenNamed("TRACONCE2")) {
            ask(8624, consignee, !toOrder, "no consignee of goods to order");
            ask(8625, consignee, !message.has("TRACONCE1"), "a consignee of all excludes those of items");
            ask(8208, consignee, isKnownWhereAuthorised(consignee, "TINCE259"), "circumstance E asks for the number");
        }
        for (XmlNode notified : item.childrenNamed("PRTNOT640")) {
            ask(8620, notified, toOrder, "only goods to order have a notify party");
            ask(8621, notified, !message.has("NOTPAR670"), "a notify party of all excludes those of items");
        }
    }

    private void once(int code, XmlNode item, String ofItem, String ofAll) {
        XmlNode own = item.first(ofItem);
        if (own != null) {
            ask(code, own, ofHeader(ofAll).isEmpty(), "what is stated of all excludes that of items");
        }
    }

    private static boolean isToOrder(XmlNode item) {
        return item.childrenNamed("SPEMENMT2").stream()
                .anyMatch(mention -> mention.textAt("AddInfCodMT23").equals(TO_ORDER));
    }

    private String ofHeader(String element) {
        return header == null ? "" : header.textAt(element);
    }
}
