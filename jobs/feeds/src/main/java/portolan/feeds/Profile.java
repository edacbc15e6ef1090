// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import java.nio.charset.Charset;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portolan.schemas.lines.FaultException;

/**
 * How the messages of one counterparty are to be understood, where its national guide differs from the standard.
 *
 * @param name what messages and receipts call it
 * @param tenant whose data its messages are; null for the default tenant
 * @param sender who sends by it, part of every filing's id; null to take what the message says
 * @param charset set of characters that its messages are in, whatever they declare; null to believe them
 * @param zone zone of times that state none
 * @param dates patterns of times and days that are tried before the format's own
 * @param blank texts that mean nothing is there, besides the empty one
 * @param decimal the decimal sign of numbers; null to take the standard's, and to tell where a number may be another
 * @param codes what codes mean, by the field that they fill; tried before the format's own
 * @param house codes of a bill's type, or qualifiers of its number, that mean a house bill, besides the format's own
 * @param complete of what a manifest names all bills: it withdraws those it leaves out
 * @param withdraw share of the bills named before that a manifest withdraws without a person at most, in per cent
 * @param tests whether messages that say that they are tests are filed
 */
public record Profile(
        String name,
        @Nullable String tenant,
        @Nullable String sender,
        @Nullable Charset charset,
        ZoneId zone,
        List<DateTimeFormatter> dates,
        Set<String> blank,
        @Nullable Character decimal,
        Map<String, Map<String, String>> codes,
        Set<String> house,
        Complete complete,
        int withdraw,
        boolean tests) {
    /** Share that is withdrawn without a person where a profile states none, in per cent. */
    static final int WITHDRAW = 20;

    /** By the standards, in UTC, for one tenant. */
    public static final Profile DEFAULT = new Profile(
            "default",
            null,
            null,
            null,
            ZoneOffset.UTC,
            List.of(),
            Set.of(),
            null,
            Map.of(),
            Set.of(),
            Complete.NOTHING,
            WITHDRAW,
            false);

    public Profile {
        dates = List.copyOf(dates);
        blank = Set.copyOf(blank);
        codes = Map.copyOf(codes);
        house = Set.copyOf(house);
    }

    /** What it says of a code of a field, else the code itself. */
    public String meaning(String field, String code) {
        return codes.getOrDefault(field, Map.of()).getOrDefault(code, code);
    }

    /** Whether it says what a code of a field means, be it nothing. */
    public boolean names(String field, String code) {
        return codes.getOrDefault(field, Map.of()).containsKey(code);
    }

    /** What a code of a field means by it, else by the format; null for one that neither knows, and for nothing. */
    public <E extends Enum<E>> @Nullable E code(String field, String code, Map<String, E> known, Class<E> type) {
        String meaning = codes.getOrDefault(field, Map.of()).get(code);
        if (meaning == null) {
            return known.get(code);
        }
        return meaning.isEmpty() ? null : Enum.valueOf(type, meaning);
    }

    /**
     * The same of a field without which nothing is filed.
     *
     * @param element that has the code, for the message
     */
    public <E extends Enum<E>> E requiredCode(
            String field, String element, String code, Map<String, E> known, Class<E> type) throws FaultException {
        E meant = code(field, code, known, type);
        if (meant == null) {
            throw Codes.unknown(field, element, code, known);
        }
        return meant;
    }

    /** The same, with a pattern of days that is tried after its own. */
    public Profile withDates(DateTimeFormatter more) {
        List<DateTimeFormatter> all =
                Stream.concat(dates.stream(), Stream.of(more)).toList();
        return new Profile(
                name, tenant, sender, charset, zone, all, blank, decimal, codes, house, complete, withdraw, tests);
    }

    /**
     * Understands the text of a profile.
     *
     * @param name its file's name without the ending
     * @throws portolan.schemas.mapping.MappingException with everything that is wrong with it
     */
    public static Profile parse(String text, String name) {
        return ProfileParser.parse(text, name);
    }
}
