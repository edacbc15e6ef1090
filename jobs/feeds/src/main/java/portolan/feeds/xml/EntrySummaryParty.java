// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.xml;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How a party of a declaration is named: by a number (TIN) of the territory alone, by a foreign number with name and
 * address, or by name and address alone. There is a code of error for each of the five lines, in this order.
 *
 * @param absent code of the first line where there is no number and the line is not there
 * @param foreign the same where the number is a foreign one
 * @param known code of the first line where it is there beside a known number
 */
record EntrySummaryParty(String element, String tin, int absent, int foreign, int known, List<String> lines) {
    /** Of the whole message: who sends, who gets, who is told, who carries. */
    static final List<EntrySummaryParty> OF_MESSAGE = parties(
            "TRACONCO1 TINCO159 8120 8220 8626 NamCO17 StrAndNumCO122 PosCodCO123 CitCO124 CouCO125",
            "TRACONCE1 TINCE159 8125 8225 8631 NamCE17 StrAndNumCE122 PosCodCE123 CitCE124 CouCE125",
            "NOTPAR670 TINNOTPAR671 8130 8230 8636 NamNOTPAR672 StrNumNOTPAR673 PosCodNOTPAR676 CitNOTPAR674"
                    + " CouCodNOTPAR675",
            "TRACARENT601 TINTRACARENT602 8159 8259 8666 NamTRACARENT604 StrNumTRACARENT607 PstCodTRACARENT606"
                    + " CtyTRACARENT603 CouCodTRACARENT605");

    /** Of one item. */
    static final List<EntrySummaryParty> OF_ITEM = parties(
            "TRACONCO2 TINCO259 8137 8237 8641 NamCO27 StrAndNumCO222 PosCodCO223 CitCO224 CouCO225",
            "TRACONCE2 TINCE259 8142 8242 8646 NamCE27 StrAndNumCE222 PosCodCE223 CitCE224 CouCE225",
            "PRTNOT640 TINPRTNOT641 8154 8254 8651 NamPRTNOT642 StrNumPRTNOT646 PstCodPRTNOT644 CtyPRTNOT643"
                    + " CouCodGINOT647");

    private static List<EntrySummaryParty> parties(String... rows) {
        return Stream.of(rows)
                .map(row -> List.of(row.split(" ", -1)))
                .map(row -> new EntrySummaryParty(
                        row.get(0),
                        row.get(1),
                        Integer.parseInt(row.get(2)),
                        Integer.parseInt(row.get(3)),
                        Integer.parseInt(row.get(4)),
                        row.subList(5, row.size())))
                .toList();
    }

    private static final List<String> UNNAMED = List.of("Nam", "StrAndNum", "PosCod", "Cit", "CouCod");

    /** Takes what a rule asks, and whether it holds. */
    interface Asking {
        void ask(int code, XmlNode at, boolean holds, String asked);
    }

    /** Checks the parties of this kind that stand in an element. */
    void check(XmlNode in, Predicate<String> isKnown, Asking asking) {
        for (XmlNode party : in.childrenNamed(element)) {
            String number = party.textAt(tin);
            for (int line = 0; line < lines.size(); line++) {
                List<XmlNode> named = party.childrenNamed(lines.get(line));
                if (party.childrenNamed(tin).isEmpty()) {
                    asking.ask(absent + line, party, !named.isEmpty(), "without a number name and address are asked");
                } else if (!isKnown.test(number)) {
                    asking.ask(foreign + line, party, !named.isEmpty(), "a foreign number asks for name and address");
                } else if (!named.isEmpty()) {
                    asking.ask(known + line, named.get(0), false, "a known number excludes name and address");
                }
            }
        }
    }

    /** Checks a party that has a number only. */
    static void unnamed(XmlNode in, String element, int code, Asking asking) {
        for (XmlNode party : in.childrenNamed(element)) {
            for (XmlNode child : party.children()) {
                for (int line = 0; line < UNNAMED.size(); line++) {
                    if (child.name().startsWith(UNNAMED.get(line))) {
                        asking.ask(code + line, child, false, "this party is named by its number only");
                    }
                }
            }
        }
    }
}
